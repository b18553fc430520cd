import type { Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

import { poolOn } from "./licence-acts.ts";
import { productsOf } from "./odd.ts";
import type { DevicePeriod, RightLevel, Roster } from "./roster.ts";
import { isNextDay } from "./span.ts";

export const changeKinds = [
  "joined",
  "left",
  "seat-given",
  "seat-taken",
  "licence-given",
  "licence-taken",
  "right-given",
  "right-taken",
  "device-added",
  "device-removed",
  "device-given",
  "device-taken",
  "bought",
] as const;

/** What one report has that the report before it had not. */
export type ReportChange = {
  kind: (typeof changeKinds)[number];
  on: Day;
  /** The person's, the shared mailbox's or the device's name; empty for a quantity bought. */
  who: string;
  /** The id of the product or seat type, or the name of the resource or device; empty where somebody came or went. */
  what: string;
  level: RightLevel | null;
  /** Of a quantity bought alone: what it was and what it is. */
  was: number | null;
  is: number | null;
  /** `late`: of a day that the report before already covered. `withdrawn`: the report before had it, and it is no longer so. */
  told: "in-time" | "late" | "withdrawn";
};

/** What was known of a client's people, and the last day that was looked at. */
export type KnownRoster = { roster: Roster; until: Day };

type Fact = Omit<ReportChange, "told" | "was" | "is"> & { key: string };

/**
 * What a report says that the report before it did not: by what was known then, whatever the day from which it counts. What is
 * recorded late is therefore in the next report, and what was reported and put right is in it once more. Nothing was known before:
 * only what happened since then. The newest day first.
 */
export function changesBetween(before: KnownRoster, now: KnownRoster): ReportChange[] {
  const isFirst = before.roster.employee.length === 0;
  const [then, today] = [factsOf(before), factsOf(now)];
  const dated = new Set(then.map(({ key, on }) => `${key} ${on}`));
  const still = new Set(today.map(({ key }) => key));
  const added = today
    .filter(({ key, on }) => !dated.has(`${key} ${on}`) && (!isFirst || !isCovered(key, on, before.until)))
    .map(({ key, ...fact }): ReportChange => ({
      ...fact,
      was: null,
      is: null,
      told: isCovered(key, fact.on, before.until) ? "late" : "in-time",
    }));
  const withdrawn = then
    .filter(({ key }) => !still.has(key))
    .map(({ key: _, ...fact }): ReportChange => ({ ...fact, was: null, is: null, told: "withdrawn" }));
  return [...added, ...withdrawn, ...boughtChanges(before, now)].sort((a, b) =>
    a.on > b.on ? -1 : a.on < b.on ? 1 : compareNames(a.who, b.who),
  );
}

/** A last day is over from the day after: it is only then that a report has it. */
function isCovered(key: string, on: Day, until: Day): boolean {
  return key.startsWith("end ") ? on < until : on <= until;
}

/** Everything that came and went up to a day, by what is known; a key is the same in both reports for the same row. */
function factsOf({ roster, until }: KnownRoster): Fact[] {
  const facts: Fact[] = [];
  const nameOf = (id: string | null): string => roster.employee.find((one) => one.id === id)?.name ?? "";
  const span = (
    row: { id: string; startsOn: Day; endsOn: Day | null },
    kinds: [ReportChange["kind"], ReportChange["kind"]],
    about: Pick<Fact, "who" | "what" | "level">,
  ): void => {
    const level = about.level ?? "";
    if (row.startsOn <= until)
      facts.push({ key: `start ${row.id} ${level}`, kind: kinds[0], on: row.startsOn, ...about });
    if (row.endsOn !== null && row.endsOn < until)
      facts.push({ key: `end ${row.id}`, kind: kinds[1], on: row.endsOn, ...about });
  };
  for (const { id, name, joinedOn, leftOn } of roster.employee)
    span({ id, startsOn: joinedOn, endsOn: leftOn }, ["joined", "left"], {
      who: name,
      what: "",
      level: null,
    });
  for (const row of roster.holding)
    span(row, ["seat-given", "seat-taken"], {
      who: nameOf(row.employeeId),
      what: row.seatTypeId,
      level: null,
    });
  for (const row of roster.assignment)
    span(row, ["licence-given", "licence-taken"], {
      who: row.mailbox ?? nameOf(row.employeeId),
      what: row.productId,
      level: null,
    });
  for (const row of roster.right)
    span(row, ["right-given", "right-taken"], {
      who: nameOf(row.employeeId),
      what: roster.resource.find(({ id }) => id === row.resourceId)?.name ?? "",
      level: row.level,
    });
  for (const row of roster.device)
    span(row, ["device-added", "device-removed"], { who: row.name, what: "", level: null });
  for (const row of usesOf(roster.period))
    span(row, ["device-given", "device-taken"], {
      who: nameOf(row.employeeId),
      what: roster.device.find(({ id }) => id === row.deviceId)?.name ?? "",
      level: null,
    });
  return facts;
}

/** Who used which device from when to when: a period that changes something else goes on. */
function usesOf(periods: readonly DevicePeriod[]): DevicePeriod[] {
  const uses: DevicePeriod[] = [];
  for (const period of [...periods].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const last = uses.findLast(({ deviceId }) => deviceId === period.deviceId);
    if (last?.endsOn && last.employeeId === period.employeeId && isNextDay(last.endsOn, period.startsOn))
      uses[uses.indexOf(last)] = { ...last, endsOn: period.endsOn };
    else uses.push(period);
  }
  return uses.filter(({ employeeId }) => employeeId !== null);
}

/** The products of which another quantity is bought than the report before had. */
function boughtChanges(before: KnownRoster, now: KnownRoster): ReportChange[] {
  return productsOf(now.roster).flatMap((productId): ReportChange[] => {
    const then = poolOn(before.roster, productId, before.until);
    const today = poolOn(now.roster, productId, now.until);
    const [was, is] = [then?.quantity ?? 0, today?.quantity ?? 0];
    if (today === null || was === is) return [];
    const told = today.startsOn <= before.until ? "late" : "in-time";
    if (before.roster.employee.length === 0 && told === "late") return [];
    return [{ kind: "bought", on: today.startsOn, who: "", what: productId, level: null, was, is, told }];
  });
}
