import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";

import { gapsBetween } from "./rules/day-gaps.ts";

type Entry = { id: string; title: string; clientName: string; workedMinutes: number };
/** `gaps` are between entries whose start is known, by the clock of the zone (`14:30`). */
export type MyDay = { on: Day; minutes: number; entries: Entry[]; gaps: { from: string; until: string }[] };

/** A colleague's own time of today and the six days before, the latest day first, days without any too: one query. Whole minutes worked; `zone` is the MSP's. */
export async function getMyTime(scope: StaffScope, zone: string): Promise<MyDay[]> {
  const today = dayIn(zone, now());
  const first = addDays(today, -6);
  const rows = await readInScope(
    scope,
    (tx) => tx.$queryRaw<(Entry & { on: string; startedAt: Date | null })[]>`
    select e.id::text, r.title, c.name as "clientName", e.worked_minutes as "workedMinutes", e.worked_on::text as on, e.started_at as "startedAt"
    from time_entry e join request_facts r on r.client_id = e.client_id and r.id = e.request_id join client_facts c on c.id = e.client_id
    where e.engineer_id = ${scope.userId}::uuid and e.deleted_at is null and e.worked_on between ${first}::date and ${today}::date
    order by e.worked_at desc, e.id`,
  );
  return [0, 1, 2, 3, 4, 5, 6].map((back) => {
    const on = addDays(today, -back);
    const ofDay = rows.filter((row) => day(row.on) === on);
    const entries = ofDay.map(({ on: _, startedAt: _at, ...entry }) => entry);
    const minutes = entries.reduce((sum, entry) => sum + entry.workedMinutes, 0);
    return { on, minutes, entries, gaps: gapsOf(ofDay, zone) };
  });
}

function gapsOf(rows: readonly { startedAt: Date | null; workedMinutes: number }[], zone: string) {
  const work = rows.flatMap(({ startedAt, workedMinutes }) => {
    const from = startedAt && startedAt.getTime() / 60_000;
    return from === null ? [] : [{ from, until: from + workedMinutes }];
  });
  const clock = (minutes: number): string => clockIn(zone, new Date(minutes * 60_000));
  return gapsBetween(work).map(({ from, until }) => ({ from: clock(from), until: clock(until) }));
}
