import { z } from "zod";

import type { OpenFrom, Span } from "#app/desk/rules/sla-clock.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { dayIn, instantAt, instantsAt, startOfDay } from "#app/platform/zone.server.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** The windows of a week, Monday is 1: `{"1": [["08:30", "12:00"], ["13:00", "17:00"]]}`. A day ends at 24:00. */
export const weekSchema = z.record(z.string().regex(/^[1-7]$/), z.array(z.tuple([time, time])));
export type Week = z.infer<typeof weekSchema>;

export type BusinessHours = { zone: string; week: Week; holidays: readonly string[] };

// A calendar that opens on no day of three years never opens.
const longestDays = 1100;

/** The business hours of a calendar from an instant on, by its own zone's clock: a window lasts as long as that clock takes through it. */
export function openHours({ zone, week, holidays }: BusinessHours): OpenFrom {
  const closed = new Set(holidays);
  return function* (from: number): Generator<Span> {
    // The day before may hold a window that a change of clocks pushed over midnight.
    let on = addDays(dayIn(zone, new Date(from)), -1);
    for (let days = 0; days < longestDays; days += 1, on = addDays(on, 1)) {
      if (closed.has(on)) continue;
      for (const [opens, closes] of week[weekdayOf(on)] ?? []) {
        const span = { from: edge(zone, on, opens, "first"), until: edge(zone, on, closes, "last") };
        if (span.until > from && span.until > span.from) yield span;
      }
    }
  };
}

/** The weekday of a day as text, Monday is 1. */
function weekdayOf(on: Day): string {
  return String(new Date(`${on}T00:00:00Z`).getUTCDay() || 7);
}

/** An edge of a window: where an hour comes twice, it opens with the first and closes with the last of them. */
function edge(zone: string, on: Day, wall: string, which: "first" | "last"): number {
  if (wall === "00:00") return startOfDay(zone, on).getTime();
  if (wall === "24:00") return startOfDay(zone, addDays(on, 1)).getTime();
  const found = instantsAt(zone, on, wall);
  return (found.at(which === "first" ? 0 : -1) ?? instantAt(zone, on, wall)).getTime();
}
