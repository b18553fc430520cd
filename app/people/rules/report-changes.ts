import type { Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

import type { RightLevel, Roster } from "./roster.ts";

/** What became so after one day, up to and with another: who came and went, and which licences and rights were given and taken. */
export type ReportChange = {
  kind: "joined" | "left" | "licence-given" | "licence-taken" | "right-given" | "right-taken";
  on: Day;
  /** The person's, or the shared mailbox's, name. */
  who: string;
  /** The product's id, or the resource's name; empty where somebody came or went. */
  what: string;
  level: RightLevel | null;
};

/** What changed at a client between two reports, the newest first. What was given and taken between them is both. */
export function changesSince(roster: Roster, after: Day, until: Day): ReportChange[] {
  const within = (day: Day | null): day is Day => day !== null && day > after && day <= until;
  // The last day that counts is `endsOn`: it is gone from the day after, which is when the next report misses it.
  const gone = (endsOn: Day | null): endsOn is Day => endsOn !== null && endsOn >= after && endsOn < until;
  const nameOf = (id: string | null): string => roster.employee.find((one) => one.id === id)?.name ?? "";
  const found: ReportChange[] = [];
  for (const { name, joinedOn, leftOn } of roster.employee) {
    if (within(joinedOn)) found.push({ kind: "joined", on: joinedOn, who: name, what: "", level: null });
    if (gone(leftOn)) found.push({ kind: "left", on: leftOn, who: name, what: "", level: null });
  }
  for (const { employeeId, mailbox, productId, startsOn, endsOn } of roster.assignment) {
    const about = { who: mailbox ?? nameOf(employeeId), what: productId, level: null };
    if (within(startsOn)) found.push({ kind: "licence-given", on: startsOn, ...about });
    if (gone(endsOn)) found.push({ kind: "licence-taken", on: endsOn, ...about });
  }
  for (const { employeeId, resourceId, level, startsOn, endsOn } of roster.right) {
    const what = roster.resource.find(({ id }) => id === resourceId)?.name ?? "";
    const about = { who: nameOf(employeeId), what, level };
    if (within(startsOn)) found.push({ kind: "right-given", on: startsOn, ...about });
    if (gone(endsOn)) found.push({ kind: "right-taken", on: endsOn, ...about });
  }
  return found.sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : compareNames(a.who, b.who)));
}
