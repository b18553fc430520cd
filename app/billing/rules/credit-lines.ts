/**
 * What a credit note gives back by line, in minor units without VAT and each above 0, of what a closed month's lines are put right by
 * (below 0 where the client gets back). The line that gives back most comes first, and what other lines cost more comes off it; none
 * where all of it is used up.
 */
export function creditLines<T extends { amountMinor: number }>(
  corrections: readonly T[],
): (T & { netMinor: number })[] {
  let dearer = corrections.reduce((sum, { amountMinor }) => sum + Math.max(0, amountMinor), 0);
  const largestFirst = [...corrections].sort((a, b) => a.amountMinor - b.amountMinor);
  return largestFirst.flatMap((one) => {
    const back = Math.max(0, -one.amountMinor);
    const netMinor = Math.max(0, back - dearer);
    dearer -= back - netMinor;
    return netMinor > 0 ? [{ ...one, netMinor }] : [];
  });
}
