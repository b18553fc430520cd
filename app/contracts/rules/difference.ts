import type { Day } from "#app/platform/day.ts";

import type { CountedRow, LineTerms } from "./counting.ts";
import { firstDayOf, lastDayOf, type Month } from "./month.ts";

/** A line's month as it was counted. */
export type CountFacts = {
  month: Month;
  amountMinor: number;
  quantity: number;
  rows: readonly CountedRow[];
  terms: readonly LineTerms[];
};

/**
 * One reason why a line costs another amount than in the month before. `joined` and `left` name who came or went in this month,
 * `whole` who came in the last one and now counts in full, `gone` who left in it. The amount is null where a list, a minimum or
 * the highest number has no part for each; then one `number` has the whole difference.
 */
export type Change =
  | {
      kind: "joined" | "left" | "whole" | "gone";
      label: string;
      from: Day;
      until: Day;
      amountMinor: number | null;
    }
  | { kind: "price"; beforeMinor: number; nowMinor: number; amountMinor: number }
  | { kind: "number"; before: number; now: number; amountMinor: number }
  | { kind: "new-line" | "line-ended" | "days"; amountMinor: number };

/** Names why a line costs what it does, against the month before; the amounts that are there sum to the difference. */
export function explainDifference(before: CountFacts | null, now: CountFacts | null): Change[] {
  if (!before || !now) {
    const amountMinor = (now?.amountMinor ?? 0) - (before?.amountMinor ?? 0);
    return amountMinor === 0 ? [] : [{ kind: now ? "new-line" : "line-ended", amountMinor }];
  }
  const people = namesOf(before, now);
  const difference = now.amountMinor - before.amountMinor;
  if (!hasParts(before) || !hasParts(now)) {
    const named = people.map((one): Change => ({ ...one, amountMinor: null }));
    return difference === 0 ? named : [...named, restOf(before, now, difference)];
  }
  const rest = difference - people.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return rest === 0 ? people : [...people, restOf(before, now, rest)];
}

const hasParts = ({ rows }: CountFacts): boolean =>
  rows.length > 0 && rows.every((row) => row.amountMinor !== null);

type Days = { label: string; from: Day; until: Day; amountMinor: number };
type Named = Days & { kind: "joined" | "left" | "whole" | "gone" };

/** Each holder's first and last day in a month, and what they cost. */
function daysOf({ rows }: CountFacts): Map<string, Days> {
  const found = new Map<string, Days>();
  for (const { unit, label, from, until, amountMinor } of rows) {
    const key = `${unit} ${label}`;
    const known = found.get(key);
    found.set(key, {
      label,
      from: known && known.from < from ? known.from : from,
      until: known && known.until > until ? known.until : until,
      amountMinor: (known?.amountMinor ?? 0) + (amountMinor ?? 0),
    });
  }
  return found;
}

function namesOf(before: CountFacts, now: CountFacts): Named[] {
  const [earlier, later] = [daysOf(before), daysOf(now)];
  // A line that begins or ends within a month has nobody joining or leaving because of it.
  const first =
    before.terms[0] && before.terms[0].from > firstDayOf(before.month)
      ? before.terms[0].from
      : firstDayOf(before.month);
  const end = now.terms.at(-1)?.until ?? null;
  const last = end !== null && end < lastDayOf(now.month) ? end : lastDayOf(now.month);
  const found: Named[] = [];
  for (const [key, days] of later) {
    const known = earlier.get(key);
    const amountMinor = days.amountMinor - (known?.amountMinor ?? 0);
    if (!known) found.push({ ...days, kind: "joined" });
    else if (days.until < last) found.push({ ...days, kind: "left", amountMinor });
    else if (known.from > first) found.push({ ...days, from: known.from, kind: "whole", amountMinor });
  }
  for (const [key, days] of earlier)
    if (!later.has(key)) found.push({ ...days, kind: "gone", amountMinor: -days.amountMinor });
  return found;
}

/** What no person explains: another price, another number, or other days in force. */
function restOf(before: CountFacts, now: CountFacts, amountMinor: number): Change {
  const [was, is] = [unitPrice(before), unitPrice(now)];
  if (was !== null && is !== null && was !== is)
    return { kind: "price", beforeMinor: was, nowMinor: is, amountMinor };
  if (before.quantity !== now.quantity)
    return { kind: "number", before: before.quantity, now: now.quantity, amountMinor };
  return { kind: "days", amountMinor };
}

function unitPrice({ terms }: CountFacts): number | null {
  const price = terms.at(-1)?.price;
  return price && "unitMinor" in price ? price.unitMinor : null;
}
