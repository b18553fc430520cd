import { addDays, day, daysBetween, type Day } from "#app/platform/day.ts";

import { clockOn } from "./clock.ts";
import type { Contract } from "./contract.ts";

/** A day of a contract's clock. */
export type ClockEvent = {
  kind: "starts" | "last-notice" | "renews" | "term-ends" | "ends" | "version" | "indexation";
  on: Day;
  /** Days from today; below 0 for what is past. */
  inDays: number;
  /** Why a version changes something; null for all other days. */
  reason: string | null;
};

/** The days of a contract that its client should know on a day, in order: its start, the next end with its last day for notice, changes that are decided, the next indexation. */
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
  const indexed = nextIndexation(contract, today);
  return [
    event("starts", contract.startsOn),
    ...endOf(contract, today).map(({ kind, on }) => event(kind, on)),
    ...changes,
    ...(indexed ? [event("indexation", indexed)] : []),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function endOf(contract: Contract, today: Day): { kind: ClockEvent["kind"]; on: Day }[] {
  const { startsOn, endsOn, termMonths, renewal, renewalMonths, noticeMonths } = contract;
  if (endsOn !== null) return [{ kind: "ends", on: endsOn }];
  if (termMonths === null) return [];
  const from = today > startsOn ? today : startsOn;
  const clock = clockOn({ startsOn, termMonths, renewalMonths, noticeMonths }, renewal, from);
  const end =
    renewal === "automatic"
      ? { kind: "renews" as const, on: clock.renewsOn }
      : { kind: "term-ends" as const, on: clock.endsOn };
  return renewal === "none" ? [end] : [{ kind: "last-notice", on: clock.lastNoticeOn }, end];
}

/** The next first of the month on which prices may be indexed, after the contract's first day; null where none is agreed, or it ends before. */
function nextIndexation({ indexation, startsOn, endsOn }: Contract, today: Day): Day | null {
  if (!indexation) return null;
  const after = today > startsOn ? today : startsOn;
  const inYear = (year: number): Day => day(`${year}-${String(indexation.month).padStart(2, "0")}-01`);
  const year = Number(after.slice(0, 4));
  const next = inYear(year) > after ? inYear(year) : inYear(year + 1);
  return endsOn !== null && next > addDays(endsOn, 0) ? null : next;
}
