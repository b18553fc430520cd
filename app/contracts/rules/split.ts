/** Splits an amount in minor units by weights, so that the parts sum to it: each gets its exact part rounded down, and the largest remainders (of equals the earlier) one unit more. */
export function splitByWeight(totalMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const size = BigInt(Math.abs(totalMinor));
  const exact = weights.map((weight, at) => ({
    at,
    whole: (size * BigInt(weight)) / sum,
    rest: (size * BigInt(weight)) % sum,
  }));
  const missing = Number(size - exact.reduce((all, { whole }) => all + whole, 0n));
  const raised = new Set(
    [...exact]
      .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
      .slice(0, missing)
      .map(({ at }) => at),
  );
  const sign = totalMinor < 0 ? -1 : 1;
  return exact.map(({ at, whole }) => {
    const part = Number(whole) + (raised.has(at) ? 1 : 0);
    return part === 0 ? 0 : sign * part;
  });
}
