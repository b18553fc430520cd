import { listOwnTime, type Entry } from "#app/hours/store/my-time.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";

import { gapsBetween, type Stretch } from "./rules/day-gaps.ts";

/** `from` and `until` are clock times of the zone (`14:30`); null where nobody gave a start. */
export type MyEntry = Entry & { from: string | null; until: string | null; overlaps: boolean };
/** Entries in the order of their times, those without a start last; `gaps` are between entries whose start is known. */
export type MyDay = {
  on: Day;
  minutes: number;
  entries: MyEntry[];
  gaps: { from: string; until: string; minutes: number }[];
};

/** A colleague's own time of today and the six days before, the latest day first, days without any too: one query. Whole minutes worked; `zone` is the MSP's. */
export async function getMyTime(scope: StaffScope, zone: string): Promise<MyDay[]> {
  const today = dayIn(zone, now());
  const first = addDays(today, -6);
  const rows = await readInScope(scope, (tx) => listOwnTime(tx, { userId: scope.userId, first, today }));
  return [0, 1, 2, 3, 4, 5, 6].map((back) => {
    const on = addDays(today, -back);
    const ofDay = rows.filter((row) => day(row.on) === on);
    const entries = entriesOf(ofDay, zone);
    const minutes = entries.reduce((sum, entry) => sum + entry.workedMinutes, 0);
    return { on, minutes, entries, gaps: gapsOf(ofDay, zone) };
  });
}

type Row = Awaited<ReturnType<typeof listOwnTime>>[number];

function entriesOf(rows: readonly Row[], zone: string): MyEntry[] {
  return rows
    .map(({ on: _, startedAt, ...entry }) => ({
      entry,
      startedAt,
      stretch: stretchOf({ ...entry, startedAt }),
    }))
    .sort((a, b) => (a.stretch?.from ?? Infinity) - (b.stretch?.from ?? Infinity) || 0)
    .map(({ entry, stretch }, _at, all) => ({
      ...entry,
      from: stretch && clock(zone, stretch.from),
      until: stretch && clock(zone, stretch.until),
      overlaps: all.some(
        (other) => other.entry !== entry && stretch && other.stretch && meet(stretch, other.stretch),
      ),
    }));
}

function gapsOf(rows: readonly Row[], zone: string): MyDay["gaps"] {
  const work = rows.flatMap((row) => stretchOf(row) ?? []);
  return gapsBetween(work).map(({ from, until }) => ({
    from: clock(zone, from),
    until: clock(zone, until),
    minutes: Math.round(until - from),
  }));
}

/** An entry's minutes since the epoch; null where its start is not known. */
function stretchOf({ startedAt, workedMinutes }: Pick<Row, "startedAt" | "workedMinutes">): Stretch | null {
  const from = startedAt && startedAt.getTime() / 60_000;
  return from === null ? null : { from, until: from + workedMinutes };
}

const meet = (one: Stretch, other: Stretch): boolean => one.from < other.until && other.from < one.until;

const clock = (zone: string, minutes: number): string => clockIn(zone, new Date(minutes * 60_000));
