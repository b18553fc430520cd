/** A piece of work in a day, in minutes since the day began. */
export type Stretch = { from: number; until: number };

/** Time between two pieces of work that nothing was logged for, longer than this many minutes, is a gap. */
const shortestGap = 15;

/** The gaps between the first and the last piece of work of a day, in order; work that overlaps leaves none. */
export function gapsBetween(work: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  let end = Infinity;
  for (const { from, until } of [...work].sort((a, b) => a.from - b.from)) {
    if (from - end >= shortestGap) gaps.push({ from: end, until: from });
    end = end === Infinity ? until : Math.max(end, until);
  }
  return gaps;
}
