import { z } from "zod";

import { reachedAt, standingOf, usedUntil } from "#app/desk/rules/sla-clock.ts";
import { openHours, weekSchema } from "#app/desk/sla/business-hours.server.ts";

import type { CaseResult } from "./counting-cases.ts";

const instant = z.iso.datetime();
const slaCase = z.object({
  id: z.string(),
  calendar: z.string(),
  startedAt: instant,
  targets: z.array(z.object({ minutes: z.int().positive(), at: instant.optional() })).min(1),
  pauses: z.array(z.object({ from: instant, to: instant.nullable() })),
  warnMinutes: z.int().positive().optional(),
  expect: z.record(z.string(), z.unknown()),
});
const slaFile = z.object({
  calendars: z.record(
    z.string(),
    z.object({ zone: z.string(), week: weekSchema, holidays: z.array(z.string()) }),
  ),
  cases: z.array(slaCase),
});
type SlaFile = z.infer<typeof slaFile>;

/** Runs every case of a file of SLA clocks (test/fixtures/sla.json is one) through the rules of desk; null for a file of another form. */
export function runSlaCases(text: string): CaseResult[] | null {
  const file: unknown = JSON.parse(text);
  if (!z.object({ calendars: z.unknown() }).safeParse(file).data?.calendars) return null;
  const { calendars, cases } = slaFile.parse(file);
  return cases.map((one) => compare(one, calendars));
}

function compare(one: SlaFile["cases"][number], calendars: SlaFile["calendars"]): CaseResult {
  const got = answer(one, calendars);
  // What the clock on the wall says there stands beside the case for its reader.
  const names = Object.keys(one.expect).filter((name) => name !== "dueLocal");
  const pick = (from: Record<string, unknown>) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, from[name]])));
  const [expected, found] = [pick(one.expect), pick(got)];
  return { id: one.id, passed: expected === found, expected, got: found };
}

function answer(one: SlaFile["cases"][number], calendars: SlaFile["calendars"]): Record<string, unknown> {
  const calendar = calendars[one.calendar];
  if (!calendar) return { problem: `no calendar ${one.calendar}` };
  const facts = {
    open: openHours(calendar),
    startedAt: Date.parse(one.startedAt),
    pauses: one.pauses.map(({ from, to }) => ({
      from: Date.parse(from),
      until: to === null ? null : Date.parse(to),
    })),
  };
  const target = one.targets.at(-1);
  const before = one.targets.at(-2);
  const standing = standingOf(facts, {
    targetMinutes: target?.minutes ?? 0,
    warnMinutes: one.warnMinutes ?? 0,
  });
  const changedAt = target?.at === undefined ? null : Date.parse(target.at);
  const oldDueAt = before ? reachedAt(facts, before.minutes * 60_000) : null;
  return {
    dueAt: textOf(standing.dueAt),
    warnAt: textOf(standing.warnAt),
    usedMinutesAtChange: changedAt === null ? null : usedUntil(facts, changedAt) / 60_000,
    breachedAtChange: changedAt !== null && oldDueAt !== null && changedAt > oldDueAt,
  };
}

const textOf = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace(".000Z", "Z");
