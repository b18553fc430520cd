import { type Entry, listOwnTime } from "#app/hours/store/my-time.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";

import { gapsBetween } from "./rules/day-gaps.ts";

/** `gaps` are between entries whose start is known, by the clock of the zone (`14:30`). */
export type MyDay = { on: Day; minutes: number; entries: Entry[]; gaps: { from: string; until: string }[] };

/** A colleague's own time of today and the six days before, the latest day first, days without any too: one query. Whole minutes worked; `zone` is the MSP's. */
export async function getMyTime(scope: StaffScope, zone: string): Promise<MyDay[]> {
  const today = dayIn(zone, now());
  const first = addDays(today, -6);
  const rows = await readInScope(scope, (tx) => listOwnTime(tx, { userId: scope.userId, first, today }));
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
