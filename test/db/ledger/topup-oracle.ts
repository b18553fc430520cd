/** What the model-based test believes of top-ups: a level, at most one open attempt, a cap, a wait after a failure. Times in milliseconds. */
type Attempt = { minutes: number; status: string; createdAt: number; sent: boolean; nextLookAt: number };

const month = 30 * 86_400_000;
const hour = 3_600_000;
const openStatuses = ["queued", "charging", "requires_action", "invoice_open", "unknown"];
export const isOpen = (attempt: { status: string }): boolean => openStatuses.includes(attempt.status);

export class TopupOracle {
  mode = "off";
  threshold = 120;
  block = 0;
  max = 4;
  failures = 0;
  notBefore = Number.NEGATIVE_INFINITY;
  suspended = false;
  attempts: Attempt[] = [];

  open(): Attempt | undefined {
    return this.attempts.find(isOpen);
  }
  private wanted(): boolean {
    return this.mode === "invoice" || this.mode === "charge";
  }
  private need(net: number): number {
    return net > this.threshold ? 0 : this.block * (Math.floor((this.threshold - net) / this.block) + 1);
  }
  private capped(now: number, but?: Attempt): boolean {
    return (
      this.attempts.filter(
        (each) =>
          each !== but && each.createdAt > now - month && (isOpen(each) || each.status === "succeeded"),
      ).length >= this.max
    );
  }

  configure(mode: string, threshold: number, block: number, max: number): void {
    Object.assign(this, { mode, threshold, block, max });
    const attempt = this.open();
    if (!this.wanted() && attempt?.status === "queued" && !attempt.sent) attempt.status = "canceled";
  }
  /** Looks at the balance, as every act does at its end. */
  look(net: number, now: number): void {
    if (
      !this.wanted() ||
      this.open() ||
      this.suspended ||
      this.notBefore > now ||
      net > this.threshold ||
      this.capped(now)
    )
      return;
    this.attempts.push({
      minutes: this.need(net),
      status: "queued",
      createdAt: now,
      sent: false,
      nextLookAt: now,
    });
  }
  /** The attempt that a worker gets, if any. */
  claim(net: number, now: number, leaseMs: number): Attempt | undefined {
    const attempt = this.open();
    if (!attempt || attempt.nextLookAt > now) return undefined;
    if (attempt.status === "queued" && !attempt.sent) {
      if (!this.wanted() || this.suspended || net > this.threshold || this.capped(now, attempt)) {
        attempt.status = "canceled";
        return undefined;
      }
      attempt.minutes = this.need(net);
    }
    attempt.status =
      attempt.status === "queued" ? "charging" : attempt.status === "charging" ? "unknown" : attempt.status;
    attempt.sent = true;
    attempt.nextLookAt = now + leaseMs;
    return attempt;
  }
  move(attempt: Attempt, status: string, declined: boolean, net: number, now: number): void {
    attempt.status = status;
    if (status === "queued" && !declined) attempt.sent = false;
    if (status === "succeeded") Object.assign(this, { failures: 0, notBefore: Number.NEGATIVE_INFINITY });
    if (status === "failed" || declined) this.failures += 1;
    if (status === "failed") this.notBefore = now + hour * ([1, 1, 24][this.failures] ?? 72);
    if (!isOpen(attempt)) this.look(net, now);
  }
  suspend(): void {
    this.suspended = true;
    const attempt = this.open();
    if (attempt?.status === "queued" && !attempt.sent) attempt.status = "canceled";
  }
  resume(net: number, now: number): void {
    Object.assign(this, { suspended: false, failures: 0, notBefore: Number.NEGATIVE_INFINITY });
    this.look(net, now);
  }
}
