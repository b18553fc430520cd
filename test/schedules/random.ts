/** Repeatable chance: the same seed gives the same numbers. */
export type Chance = {
  below: (count: number) => number;
  pick: <T>(from: readonly T[]) => T;
  often: (percent: number) => boolean;
};

/** Chance by a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761 + 1_013_904_223) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    pick: (from) => {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error("nothing to pick from");
      return chosen;
    },
    often: (percent) => next() * 100 < percent,
  };
}
