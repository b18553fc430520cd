/** The ledger once more, as plainly as it can be said in memory: what the model-based test believes. Times in milliseconds. */
type Lot = { id: number; minutes: number; priceMinor: number; left: number; used: number; expired: number; reissued: number; priority: number; from: number; until: number };
type Debt = { entry: string; open: number };
type Worked = { revision: number; minutes: number; lots: Map<Lot, number> };

const dayMs = 86_400_000;

export class Oracle {
  lots: Lot[] = [];
  debts: Debt[] = [];
  entries = new Map<string, Worked>();
  policy = "cover_next";
  fairnessDays = 7;
  graceDays = 30;

  available(now: number): number {
    return this.lots.filter((lot) => lot.until > now).reduce((sum, lot) => sum + lot.left, 0);
  }
  owed(): number {
    return this.debts.reduce((sum, debt) => sum + debt.open, 0);
  }

  expire(now: number): void {
    for (const lot of this.lots.filter((each) => each.until <= now)) {
      lot.expired += lot.left;
      lot.left = 0;
    }
  }

  credit(minutes: number, priceMinor: number, priority: number, until: number, now: number): void {
    this.expire(now);
    this.addLot(minutes, priceMinor, priority, until, now);
    this.settle(now);
  }

  /** True when the ledger must take the edit; false when it must refuse new work. */
  setTime(entryId: string, minutes: number, workedAt: number, now: number): boolean {
    const entry = this.entries.get(entryId) ?? { revision: 0, minutes: 0, lots: new Map<Lot, number>() };
    const more = minutes - entry.minutes;
    if (entry.revision === 0 && this.policy === "refuse" && more > this.available(now) + this.revivable(workedAt, now).reduce((sum, lot) => sum + lot.expired + (lot.left - lot.reissued), 0)) return false;
    this.expire(now);
    if (more > 0) this.take(entryId, entry, more, workedAt, now);
    if (more < 0) this.giveBack(entryId, entry, -more, now);
    entry.revision += 1;
    entry.minutes = minutes;
    this.entries.set(entryId, entry);
    return true;
  }

  private addLot(minutes: number, priceMinor: number, priority: number, until: number, from: number): void {
    this.lots.push({ id: this.lots.length + 1, minutes, priceMinor, left: minutes, used: 0, expired: 0, reissued: 0, priority, from, until });
  }
  private inOrder(lots: Lot[]): Lot[] {
    return lots.sort((a, b) => a.priority - b.priority || (a.until === b.until ? a.id - b.id : a.until - b.until));
  }
  private revivable(workedAt: number, now: number): Lot[] {
    if (workedAt < now - this.fairnessDays * dayMs) return [];
    return this.inOrder(this.lots.filter((lot) => lot.from <= workedAt && lot.until > workedAt && lot.until <= now));
  }
  private pay(lot: Lot, entry: Worked, minutes: number): void {
    lot.used += minutes;
    const before = entry.lots.get(lot) ?? 0;
    entry.lots.delete(lot);
    entry.lots.set(lot, before + minutes);
  }

  private take(entryId: string, entry: Worked, minutes: number, workedAt: number, now: number): void {
    let rest = minutes;
    for (const lot of this.revivable(workedAt, now)) {
      const part = Math.min(rest, lot.expired - lot.reissued);
      if (part === 0) continue;
      lot.expired -= part;
      this.pay(lot, entry, part);
      rest -= part;
    }
    for (const lot of this.inOrder(this.lots.filter((each) => each.left > 0 && each.until > now))) {
      const part = Math.min(rest, lot.left);
      if (part === 0) break;
      lot.left -= part;
      this.pay(lot, entry, part);
      rest -= part;
    }
    if (rest > 0) this.debts.push({ entry: entryId, open: rest });
  }

  private giveBack(entryId: string, entry: Worked, minutes: number, now: number): void {
    let rest = minutes;
    for (const debt of this.debts.filter((each) => each.entry === entryId).reverse()) {
      const part = Math.min(rest, debt.open);
      debt.open -= part;
      rest -= part;
    }
    for (const [lot, paid] of [...entry.lots].reverse()) {
      const part = Math.min(rest, paid);
      if (part === 0) break;
      entry.lots.set(lot, paid - part);
      if (paid === part) entry.lots.delete(lot);
      const value = Math.floor((lot.priceMinor * lot.used) / lot.minutes) - Math.floor((lot.priceMinor * (lot.used - part)) / lot.minutes);
      lot.used -= part;
      rest -= part;
      if (lot.until > now) lot.left += part;
      else {
        lot.expired += part;
        if (this.graceDays > 0) {
          lot.reissued += part;
          this.addLot(part, value, lot.priority, Math.max(lot.until, now + this.graceDays * dayMs), now);
        }
      }
    }
    this.settle(now);
  }

  private settle(now: number): void {
    for (const debt of this.debts) {
      for (const lot of this.inOrder(this.lots.filter((each) => each.left > 0 && each.until > now))) {
        const part = Math.min(debt.open, lot.left);
        const entry = this.entries.get(debt.entry);
        if (part === 0 || !entry) continue;
        lot.left -= part;
        debt.open -= part;
        this.pay(lot, entry, part);
      }
    }
  }
}
