import { isFinal, type Reversal } from "./reversal.ts";

/** A task that asks for money to be paid back: how much (minor units), and since when. */
export type AskedBack = { id: string; amountMinor: number; openedAt: Date };

/** The tasks that what went back since answers, the oldest first; each minor unit that went back answers one task. Stripe tells when by the second. */
export function answeredBy(tasks: readonly AskedBack[], reversals: readonly Reversal[]): string[] {
  const back = reversals
    .filter(isFinal)
    .map(({ openedAt, amountMinor }) => ({ at: openedAt.getTime(), leftMinor: amountMinor }));
  const answered: string[] = [];
  for (const task of [...tasks].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())) {
    const since = Math.floor(task.openedAt.getTime() / 1000) * 1000;
    const fitting = back.filter(({ at }) => at >= since);
    if (fitting.reduce((sum, { leftMinor }) => sum + leftMinor, 0) < task.amountMinor) continue;
    let leftMinor = task.amountMinor;
    for (const one of fitting) {
      const part = Math.min(leftMinor, one.leftMinor);
      one.leftMinor -= part;
      leftMinor -= part;
    }
    answered.push(task.id);
  }
  return answered;
}
