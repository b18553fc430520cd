/** The ledger once more, as plainly as it can be said in memory: what the model-based test believes. Times in milliseconds. */
export type Lot = {
  id: number;
  minutes: number;
  priceMinor: number;
  left: number;
  used: number;
  expired: number;
  reissued: number;
  reversed: number;
  held: number;
  adjusted: number;
  priority: number;
  from: number;
  until: number;
  parent: Lot | null;
  /** Came from another account; the value that left for one; opened by an extension of its parent; an opening balance. */
  moved: boolean;
  away: number;
  extends: boolean;
  imported: boolean;
};
/** What lots have paid, in the order in which they last did. */
type Paid = Map<Lot, number>;
type Debt = { subject: string; open: number; paid: Paid };
/** `on` is the day (UTC) on which it was first said to be worked. */
type Worked = { revision: number; minutes: number; lots: Paid; on: number };
type Piece = { minutes: number; from: { lot: Lot; wasExpired: boolean } | { debt: Debt; settled: Paid } };
export type Payment = {
  id: string;
  lot: Lot;
  grossMinor: number;
  refunded: number;
  disputed: number;
  wanted: number;
  applied: number;
  pieces: Piece[];
};
/** Minor units, of all lots together. */
export type Worth = {
  sold: number;
  imported: number;
  earned: number;
  expired: number;
  refunded: number;
  moved: number;
  deferred: number;
};

const dayMs = 86_400_000;
const share = (whole: number, part: number, of: number): number =>
  part >= of ? whole : Math.floor((whole * part) / of);
const sum = (list: number[]): number => list.reduce((total, each) => total + each, 0);

export class Oracle {
  lots: Lot[] = [];
  debts: Debt[] = [];
  entries = new Map<string, Worked>();
  payments: Payment[] = [];
  policy = "cover_next";
  fairnessDays = 7;
  graceDays = 30;

  available(now: number): number {
    return sum(this.lots.filter((lot) => lot.until > now).map((lot) => lot.left));
  }
  owed(): number {
    return sum(this.debts.map((debt) => debt.open));
  }
  /** What the account's row says: lots whose day has passed count until an act sweeps them. */
  cachedNet(): number {
    return sum(this.lots.map((lot) => lot.left)) - this.owed();
  }

  expire(now: number): void {
    for (const lot of this.lots.filter((each) => each.until <= now)) {
      lot.expired += lot.left;
      lot.left = 0;
    }
  }

  credit(
    minutes: number,
    priceMinor: number,
    priority: number,
    until: number,
    now: number,
    from: { payment?: { id: string; grossMinor: number }; imported?: boolean; workUntil?: number } = {},
  ): void {
    this.expire(now);
    const lot = Object.assign(this.addLot(minutes, priceMinor, priority, until, now, null), {
      imported: from.imported ?? false,
    });
    if (from.payment)
      this.payments.push({
        ...from.payment,
        lot,
        refunded: 0,
        disputed: 0,
        wanted: 0,
        applied: 0,
        pieces: [],
      });
    this.settle(now, from.workUntil === undefined ? -1 : Math.floor(from.workUntil / dayMs));
  }

  /** True when the ledger must take the edit; false when it must refuse new work. */
  setTime(entryId: string, minutes: number, workedAt: number, now: number): boolean {
    const entry = this.entries.get(entryId) ?? {
      revision: 0,
      minutes: 0,
      lots: new Map<Lot, number>(),
      on: Math.floor(workedAt / dayMs),
    };
    const more = minutes - entry.minutes;
    if (
      entry.revision === 0 &&
      this.policy === "refuse" &&
      more >
        this.available(now) +
          sum(this.revivable(workedAt, now).map((lot) => lot.expired + (lot.left - lot.reissued)))
    )
      return false;
    this.expire(now);
    if (more > 0) this.take(entryId, entry, more, workedAt, now);
    if (more < 0) this.giveBack(entryId, entry, -more, now);
    entry.revision += 1;
    entry.minutes = minutes;
    this.entries.set(entryId, entry);
    return true;
  }

  /** False when the version is old; the amounts are gross. */
  sync(payment: Payment, version: number, refunded: number, disputed: number, now: number): boolean {
    if (version <= payment.applied) return false;
    this.expire(now);
    payment.refunded = Math.min(refunded, payment.grossMinor);
    payment.disputed = Math.min(disputed, payment.grossMinor - payment.refunded);
    payment.applied = version;
    payment.wanted = Math.max(payment.wanted, version);
    const more =
      share(payment.lot.minutes, payment.refunded, payment.grossMinor) -
      sum(payment.pieces.map((piece) => piece.minutes));
    if (more > 0) this.reverse(payment, more);
    else this.unreverse(payment, -more, now);
    this.hold(payment, now);
    this.settle(now);
    return true;
  }
  heldFor(payment: Payment): number {
    return sum(this.tree(payment.lot).map((lot) => lot.held));
  }

  adjust(key: string, minutes: number, now: number): void {
    this.expire(now);
    let rest = minutes;
    for (const lot of this.open(now)) {
      const part = Math.min(rest, lot.left);
      lot.left -= part;
      lot.reversed += part;
      lot.adjusted += part;
      rest -= part;
    }
    if (rest > 0) this.debts.push({ subject: `adj:${key}`, open: rest, paid: new Map() });
  }

  /** False when there is nothing to extend, or not until then. */
  extend(lotId: number, until: number, now: number): boolean {
    const lot = this.lots[lotId - 1];
    if (!lot) return false;
    const free = lot.left + lot.expired - lot.reissued;
    if (free === 0 || until <= Math.max(now, lot.until)) return false;
    this.expire(now);
    lot.expired += lot.left;
    lot.left = 0;
    lot.reissued = lot.expired;
    this.addLot(
      free,
      worth(lot, lot.used + free) - worth(lot, lot.used),
      lot.priority,
      until,
      now,
      lot,
    ).extends = true;
    this.settle(now);
    return true;
  }

  /** What became of the money: each lot with the correction lots that its hours live on in. */
  worth(): Worth {
    const total: Worth = { sold: 0, imported: 0, earned: 0, expired: 0, refunded: 0, moved: 0, deferred: 0 };
    for (const root of this.lots.filter((lot) => !lot.parent)) {
      const { refunded, left, lost, away, kept, value } = this.standing(root);
      const earned = left + lost === 0 ? kept : Math.min(value, kept);
      const expired = left === 0 ? kept - earned : Math.floor(((kept - earned) * lost) / (left + lost));
      if (!root.moved) total[root.imported ? "imported" : "sold"] += root.priceMinor;
      total.moved += (root.moved ? root.priceMinor : 0) - away;
      total.earned += earned;
      total.expired += expired;
      total.refunded += refunded;
      total.deferred += kept - earned - expired;
    }
    return total;
  }
  /** Minutes and money of a lot and its correction lots; kept is what neither was refunded nor moved away. */
  standing(root: Lot): {
    refunded: number;
    left: number;
    lost: number;
    away: number;
    kept: number;
    value: number;
  } {
    const tree = this.tree(root);
    const payment = this.payments.find((each) => each.lot === root);
    const refunded = payment ? share(root.priceMinor, payment.refunded, payment.grossMinor) : 0;
    const away = sum(tree.map((lot) => lot.away));
    return {
      refunded,
      away,
      kept: root.priceMinor - refunded - away,
      value: sum(tree.map((lot) => worth(lot, lot.used))),
      left: sum(tree.map((lot) => lot.left + lot.held)),
      lost: sum(tree.map((lot) => lot.expired - lot.reissued + lot.adjusted)),
    };
  }

  addLot(
    minutes: number,
    priceMinor: number,
    priority: number,
    until: number,
    from: number,
    parent: Lot | null,
  ): Lot {
    const lot = {
      id: this.lots.length + 1,
      minutes,
      priceMinor,
      left: minutes,
      used: 0,
      expired: 0,
      reissued: 0,
      reversed: 0,
      held: 0,
      adjusted: 0,
      priority,
      from,
      until,
      parent,
      moved: false,
      away: 0,
      extends: false,
      imported: false,
    };
    this.lots.push(lot);
    return lot;
  }
  private inOrder(lots: Lot[]): Lot[] {
    return lots.sort(
      (a, b) => a.priority - b.priority || (a.until === b.until ? a.id - b.id : a.until - b.until),
    );
  }
  open(now: number): Lot[] {
    return this.inOrder(this.lots.filter((lot) => lot.left > 0 && lot.until > now));
  }
  private tree(root: Lot): Lot[] {
    const within = (lot: Lot | null): boolean => lot !== null && (lot === root || within(lot.parent));
    return this.lots.filter(within);
  }
  private revivable(workedAt: number, now: number): Lot[] {
    if (workedAt < now - this.fairnessDays * dayMs) return [];
    return this.inOrder(
      this.lots.filter((lot) => lot.from <= workedAt && lot.until > workedAt && lot.until <= now),
    );
  }
  private pay(lot: Lot, paid: Paid, minutes: number): void {
    lot.used += minutes;
    const before = paid.get(lot) ?? 0;
    paid.delete(lot);
    paid.set(lot, before + minutes);
  }

  private take(entryId: string, entry: Worked, minutes: number, workedAt: number, now: number): void {
    let rest = minutes;
    for (const lot of this.revivable(workedAt, now)) {
      const part = Math.min(rest, lot.expired - lot.reissued);
      if (part === 0) continue;
      lot.expired -= part;
      this.pay(lot, entry.lots, part);
      rest -= part;
    }
    for (const lot of this.open(now)) {
      const part = Math.min(rest, lot.left);
      if (part === 0) break;
      lot.left -= part;
      this.pay(lot, entry.lots, part);
      rest -= part;
    }
    if (rest > 0) this.debts.push({ subject: entryId, open: rest, paid: entry.lots });
  }

  private giveBack(entryId: string, entry: Worked, minutes: number, now: number): void {
    let rest = minutes;
    for (const debt of this.debts.filter((each) => each.subject === entryId).reverse()) {
      const part = Math.min(rest, debt.open);
      debt.open -= part;
      rest -= part;
    }
    this.takeOut(entry.lots, rest, now);
    this.settle(now);
  }

  /** Takes minutes out of what lots paid, newest payment first, and puts them back into those lots. */
  private takeOut(paid: Paid, minutes: number, now: number): void {
    let rest = minutes;
    for (const [lot, had] of [...paid].reverse()) {
      const part = Math.min(rest, had);
      if (part === 0) break;
      paid.set(lot, had - part);
      if (had === part) paid.delete(lot);
      lot.used -= part;
      rest -= part;
      this.comeBack(lot, part, now);
    }
  }
  private comeBack(lot: Lot, minutes: number, now: number): void {
    const present = presentDay(lot, this.lots);
    const until = present > now ? present : now + this.graceDays * dayMs;
    const stays = lot.until > now && present === lot.until;
    lot[stays ? "left" : "expired"] += minutes;
    if (stays || until <= now) return;
    lot.reissued += minutes;
    this.addLot(
      minutes,
      worth(lot, lot.used + minutes) - worth(lot, lot.used),
      lot.priority,
      until,
      now,
      lot,
    );
  }

  private reverse(payment: Payment, minutes: number): void {
    let rest = minutes;
    const piece = (from: Piece["from"], part: number): void => {
      if (part > 0) payment.pieces.push({ minutes: part, from });
      rest -= part;
    };
    for (const from of ["held", "left", "expired"] as const)
      for (const lot of this.tree(payment.lot)) {
        const part = Math.min(rest, from === "expired" ? lot.expired - lot.reissued : lot[from]);
        lot[from] -= part;
        lot.reversed += part;
        piece({ lot, wasExpired: from === "expired" }, part);
      }
    if (rest === 0) return;
    const debt: Debt = { subject: `pay:${payment.id}`, open: rest, paid: new Map() };
    this.debts.push(debt);
    piece({ debt, settled: debt.paid }, rest);
  }

  private unreverse(payment: Payment, minutes: number, now: number): void {
    let rest = minutes;
    while (rest > 0) {
      const piece = payment.pieces.at(-1);
      if (!piece) throw new Error("more comes back than was taken");
      const part = Math.min(rest, piece.minutes);
      rest -= part;
      piece.minutes -= part;
      if (piece.minutes === 0) payment.pieces.pop();
      if ("debt" in piece.from) {
        const open = Math.min(part, piece.from.debt.open);
        piece.from.debt.open -= open;
        this.takeOut(piece.from.settled, part - open, now);
      } else {
        const { lot, wasExpired } = piece.from;
        lot.reversed -= part;
        if (wasExpired) lot.expired += part;
        else this.comeBack(lot, part, now);
      }
    }
  }

  private hold(payment: Payment, now: number): void {
    let more = share(payment.lot.minutes, payment.disputed, payment.grossMinor) - this.heldFor(payment);
    for (const lot of more > 0 ? this.tree(payment.lot) : []) {
      const part = Math.min(more, lot.left);
      lot.left -= part;
      lot.held += part;
      more -= part;
    }
    for (const lot of more < 0 ? this.tree(payment.lot).reverse() : []) {
      const part = Math.min(-more, lot.held);
      if (part === 0) continue;
      lot.held -= part;
      more += part;
      this.comeBack(lot, part, now);
    }
  }

  /** Debts of work up to a day (a number of days) are paid before all others. */
  settle(now: number, workUntil = -1): void {
    const comesFirst = ({ subject }: Debt): boolean =>
      (this.entries.get(subject)?.on ?? Infinity) <= workUntil;
    const others = this.debts.filter((debt) => !comesFirst(debt));
    for (const debt of [...this.debts.filter(comesFirst), ...others]) {
      for (const lot of this.open(now)) {
        const part = Math.min(debt.open, lot.left);
        if (part === 0) continue;
        lot.left -= part;
        debt.open -= part;
        this.pay(lot, debt.paid, part);
      }
    }
  }
}

const worth = (lot: Lot, used: number): number => Math.floor((lot.priceMinor * used) / lot.minutes);
const presentDay = (lot: Lot, all: Lot[]): number =>
  Math.max(
    lot.until,
    ...all.filter((each) => each.parent === lot && each.extends).map((each) => presentDay(each, all)),
  );
