import { addDays, day, daysBetween, type Day } from "#app/platform/day.ts";

import type { Contract } from "./contract.ts";
import { asOn, lastNoticeFor, standingOn, termEndOn } from "./terms.ts";

/** A day of a contract's clock. */
export type ClockEvent = {
  kind: "starts" | "last-notice" | "renews" | "term-ends" | "ends" | "version" | "terms" | "indexation";
  on: Day;
  /** Days from today; below 0 for what is past. */
  inDays: number;
  /** Why a version or terms change something; null for all other days. */
  reason: string | null;
};

/** The days of a contract that its client should know on a day, in order: its start, the next end with its last day for notice, changes that are decided, the next indexation. A term that ended without a decision stays. */
export function clockEvents(contract: Contract, today: Day): ClockEvent[] {
  const event = (kind: ClockEvent["kind"], on: Day, reason: string | null = null): ClockEvent => ({
    kind,
    on,
    reason,
    inDays: daysBetween(today, on),
  });
  const changes = contract.versions
    .slice(1)
    .filter(({ effectiveOn }) => effectiveOn > today)
    .map(({ effectiveOn, reason }) => event("version", effectiveOn, reason));
  const terms = contract.terms
    .filter(({ countsFrom }) => countsFrom > today)
    .map(({ countsFrom, reason }) => event("terms", countsFrom, reason));
  const indexed = nextIndexation(contract, today);
  return [
    event("starts", contract.startsOn),
    ...endOf(contract, today).map(({ kind, on }) => event(kind, on)),
    ...changes,
    ...terms,
    ...(indexed ? [event("indexation", indexed)] : []),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function endOf(contract: Contract, today: Day): { kind: ClockEvent["kind"]; on: Day }[] {
  if (contract.endsOn !== null) return [{ kind: "ends", on: contract.endsOn }];
  const standing = standingOn(contract, today);
  const endsOn = termEndOn(standing, today);
  if (endsOn === null) return [];
  const end =
    standing.renewal === "automatic"
      ? { kind: "renews" as const, on: addDays(endsOn, 1) }
      : { kind: "term-ends" as const, on: endsOn };
  return standing.renewal === "none"
    ? [end]
    : [{ kind: "last-notice", on: lastNoticeFor(contract, endsOn, today) }, end];
}

/**
 * The next first of the month on which prices may be indexed, after the contract's first day, by what is agreed for that day; null where
 * nothing is, or the contract ends before.
 */
function nextIndexation(contract: Contract, today: Day): Day | null {
  const { startsOn, endsOn } = contract;
  const after = today > startsOn ? today : startsOn;
  const said = [asOn(contract, after), ...contract.terms.filter(({ countsFrom }) => countsFrom > after)];
  const days = said.flatMap(({ indexation }) => (indexation ? firstsAfter(after, indexation.month) : []));
  const next = days.filter((on) => isIndexed(contract, on)).sort()[0];
  return next === undefined || (endsOn !== null && next > endsOn) ? null : next;
}

/** The first of a month in this year and the next two, after a day. */
function firstsAfter(after: Day, month: number): Day[] {
  const year = Number(after.slice(0, 4));
  return [year, year + 1, year + 2]
    .map((one) => day(`${one}-${String(month).padStart(2, "0")}-01`))
    .filter((on) => on > after);
}

function isIndexed(contract: Contract, on: Day): boolean {
  return asOn(contract, on).indexation?.month === Number(on.slice(5, 7));
}
