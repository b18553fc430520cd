import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

type Entry = { id: string; title: string; clientName: string; workedMinutes: number };
export type MyDay = { on: Day; minutes: number; entries: Entry[] };

/** A colleague's own time of today and the six days before, the latest day first, days without any too: one query. Whole minutes worked; `zone` is the MSP's. */
export async function getMyTime(scope: StaffScope, zone: string): Promise<MyDay[]> {
  const today = dayIn(zone, now());
  const first = addDays(today, -6);
  const rows = await readInScope(
    scope,
    (tx) => tx.$queryRaw<(Entry & { on: string })[]>`
    select e.id::text, r.title, c.name as "clientName", e.worked_minutes as "workedMinutes", e.worked_on::text as on
    from time_entry e join request_facts r on r.client_id = e.client_id and r.id = e.request_id join client_facts c on c.id = e.client_id
    where e.engineer_id = ${scope.userId}::uuid and e.deleted_at is null and e.worked_on between ${first}::date and ${today}::date
    order by e.worked_at desc, e.id`,
  );
  return [0, 1, 2, 3, 4, 5, 6].map((back) => {
    const on = addDays(today, -back);
    const entries = rows.filter((row) => day(row.on) === on).map(({ on: _, ...entry }) => entry);
    return { on, minutes: entries.reduce((sum, entry) => sum + entry.workedMinutes, 0), entries };
  });
}
