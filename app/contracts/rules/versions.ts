import type { Day } from "#app/platform/day.ts";

import type { ContractLine, LineKind } from "./contract.ts";
import type { CountingRule } from "./counting.ts";
import { firstDayOf, monthOf, type Month } from "./month.ts";

export type VersionRefusal =
  "month-closed" | "not-a-first" | "day-taken" | "before-start" | "after-end" | "no-day-to-sign";

type Asked = {
  effectiveOn: Day;
  /** The rules of the new version's lines, and of those that it takes the place of. */
  rules: readonly CountingRule[];
  lastClosedMonth: Month | null;
  /** Where lines that don't count by day are new: the day on which a later version takes their place, null where none does. */
  replacedOn?: Day | null;
  /** The days on which other versions begin. */
  taken: readonly Day[];
  contract: { startsOn: Day; endsOn: Day | null };
  /** The day on which it is made, where it has to be signed before its own. */
  signedAfter?: Day | null;
};

/**
 * Why a version can't begin on a day, null when it can: what is invoiced changes by facts and not by a new price, lines that
 * don't count by day change on the first of a month, versions of one contract never begin on the same day, and one that has to be signed
 * leaves time for it.
 */
export function findVersionRefusal({
  effectiveOn,
  rules,
  lastClosedMonth,
  taken,
  contract,
  replacedOn = null,
  signedAfter = null,
}: Asked): VersionRefusal | null {
  if (effectiveOn < contract.startsOn) return "before-start";
  if (contract.endsOn !== null && effectiveOn > contract.endsOn) return "after-end";
  if (lastClosedMonth !== null && monthOf(effectiveOn) <= lastClosedMonth) return "month-closed";
  const isFirst = (on: Day): boolean => on === firstDayOf(monthOf(on));
  if (rules.some((rule) => rule !== "daily") && !isFirst(effectiveOn)) return "not-a-first";
  if (replacedOn !== null && !isFirst(replacedOn)) return "not-a-first";
  if (signedAfter !== null && effectiveOn <= signedAfter) return "no-day-to-sign";
  return taken.includes(effectiveOn) ? "day-taken" : null;
}

export type WithdrawRefusal = "built-on" | "next-not-a-first";

type Standing = {
  id: string;
  effectiveOn: Day;
  madeAt: string;
  lines: readonly Pick<ContractLine, "rule">[];
};

/**
 * Why a version can't be withdrawn, null when it can: one that begins later and was made after it was agreed as a change of it, and where
 * its place goes to the version before, that one's lines have to end on a day on which they may change. `waiting` are the versions that
 * wait for a signature.
 */
export function findWithdrawRefusal(
  { id, effectiveOn, madeAt }: Pick<Standing, "id" | "effectiveOn" | "madeAt">,
  versions: readonly Standing[],
  waiting: readonly Standing[],
): WithdrawRefusal | null {
  const isLater = (one: Standing): boolean => one.id !== id && one.effectiveOn > effectiveOn;
  if ([...versions, ...waiting].some((one) => isLater(one) && new Date(one.madeAt) >= new Date(madeAt)))
    return "built-on";
  // One that waits has no place yet, nor has it taken one.
  if (!versions.some((one) => one.id === id)) return null;
  const isBefore = (one: Standing): boolean => one.effectiveOn < effectiveOn;
  const next = versions.find(isLater);
  const before = [...versions.filter(isBefore).slice(-1), ...waiting.filter(isBefore)];
  const isDaily = before.every(({ lines }) => lines.every(({ rule }) => rule === "daily"));
  return next && !isDaily && next.effectiveOn !== firstDayOf(monthOf(next.effectiveOn))
    ? "next-not-a-first"
    : null;
}

/** The ways in which a line can count: by what is held, an agreed number, once, by jobs or by hours. */
function wayOf(counts: LineKind): LineKind | "held" {
  return ["fixed", "once", "job", "hours"].includes(counts) ? counts : "held";
}

/** Lines of a version to be: one that counts in another way than it does in a version that is known is another line, under a new key. A month counts each key in one way. */
export function keepOneWay<T extends Pick<ContractLine, "key" | "counts">>(
  lines: readonly T[],
  known: readonly { lines: readonly Pick<ContractLine, "key" | "counts">[] }[],
  newKey: () => string,
): T[] {
  const before = known.flatMap((version) => version.lines);
  return lines.map((line) =>
    before.some(({ key, counts }) => key === line.key && wayOf(counts) !== wayOf(line.counts))
      ? { ...line, key: newKey() }
      : line,
  );
}

/** Versions with the days on which each is in force: until the day before the next, but no longer than the contract; one that would begin after its end is none. */
export function spansOf<T extends { effectiveOn: Day }>(
  versions: readonly T[],
  endsOn: Day | null,
  dayBefore: (day: Day) => Day,
): (T & { until: Day | null })[] {
  const inOrder = versions
    .filter(({ effectiveOn }) => endsOn === null || effectiveOn <= endsOn)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  // The next one begins before the contract ends, so that the day before it is never later.
  return inOrder.map((version, at) => {
    const next = inOrder[at + 1];
    return { ...version, until: next ? dayBefore(next.effectiveOn) : endsOn };
  });
}
