/** What a closed month's line is put right by: its amount by today's facts, less what was closed, less earlier corrections; minor units. */
export function correctionOf(nowMinor: number, closedMinor: number, earlierMinor: readonly number[]): number {
  return nowMinor - closedMinor - earlierMinor.reduce((all, one) => all + one, 0);
}
