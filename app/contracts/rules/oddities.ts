import type { Day } from "#app/platform/day.ts";

import type { Draft, DraftLine } from "./draft.ts";
import type { HeldItem, MonthLine } from "./month-lines.ts";
import { firstDayOf, lastDayOf } from "./month.ts";

/** From this share of the month before (in percent) a difference is worth a second reading. */
const jumpPercent = 20;

/** What a person reads before a month goes out: none of it stops anybody. */
export type Oddity =
  | { kind: "no-price" | "nothing-counted"; label: string }
  | { kind: "jump"; label: string; percent: number; differenceMinor: number }
  | { kind: "not-in-contract"; what: HeldItem["kind"]; typeId: string; count: number }
  | { kind: "correction"; label: string; amountMinor: number }
  | { kind: "leaver-holds"; person: string; typeId: string }
  | { kind: "below-zero"; totalMinor: number };

/** Somebody who left, with their last day of work. */
export type Leaver = { id: string; name: string; leftOn: Day };

/** Names what is odd about a draft: a missing price, a line that counted nothing, a jump, things that no line counts, a licence that a leaver still had, a correction, a total below 0. */
export function findOddities(
  draft: Draft,
  lines: readonly MonthLine[],
  held: readonly HeldItem[],
  leavers: readonly Leaver[],
): Oddity[] {
  const { totalMinor } = draft;
  return [
    ...draft.lines.flatMap(ofLine),
    ...leaverHolds(draft, held, leavers),
    ...notInContract(draft, lines, held),
    ...(totalMinor < 0 ? [{ kind: "below-zero", totalMinor } as const] : []),
  ];
}

function ofLine({ label, amountMinor, detail }: DraftLine): Oddity[] {
  if (detail.kind === "correction") return [{ kind: "correction", label, amountMinor }];
  if (detail.kind !== "count") return [];
  const found: Oddity[] = [];
  if (detail.terms.some(({ price }) => "unitMinor" in price && price.unitMinor === 0))
    found.push({ kind: "no-price", label });
  if (detail.unitDays === 0) found.push({ kind: "nothing-counted", label });
  const differenceMinor = amountMinor - detail.beforeMinor;
  const percent = detail.beforeMinor > 0 ? Math.round((100 * differenceMinor) / detail.beforeMinor) : 0;
  // What a request costs a month was approved: its first, shorter month is no jump.
  if (detail.counts !== "once" && !detail.request && Math.abs(percent) >= jumpPercent)
    found.push({ kind: "jump", label, percent, differenceMinor });
  return found;
}

/** Licences that were still with somebody after their last day, on a day of the month. */
function leaverHolds({ month }: Draft, held: readonly HeldItem[], leavers: readonly Leaver[]): Oddity[] {
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  return leavers.flatMap(({ id, name, leftOn }) =>
    held
      .filter(({ kind, subjectId }) => kind === "licence" && subjectId === id)
      .filter(
        ({ from, until }) =>
          from <= last && leftOn < last && (until === null || (until >= first && until > leftOn)),
      )
      .map(({ typeId }) => ({ kind: "leaver-holds" as const, person: name, typeId })),
  );
}

/** Seats and licences that were there in the month, of a type that no line counts, where the client has lines of that kind. */
function notInContract({ month }: Draft, lines: readonly MonthLine[], held: readonly HeldItem[]): Oddity[] {
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  const found = new Map<string, { what: HeldItem["kind"]; typeId: string; units: Set<string> }>();
  for (const { kind, typeId, subjectId, from, until } of held) {
    const alike = lines.flatMap(({ countings }) => countings.filter(({ counts }) => counts === kind));
    const counted = alike.some((one) => one.typeId === null || one.typeId === typeId);
    if (alike.length === 0 || counted || from > last || (until !== null && until < first)) continue;
    const known = found.get(`${kind} ${typeId}`) ?? { what: kind, typeId, units: new Set() };
    known.units.add(subjectId);
    found.set(`${kind} ${typeId}`, known);
  }
  return [...found.values()].map(({ what, typeId, units }) => ({
    kind: "not-in-contract",
    what,
    typeId,
    count: units.size,
  }));
}
