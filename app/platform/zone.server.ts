import { Temporal } from "temporal-polyfill";

import { day, type Day } from "#app/platform/day.ts";

/** The local day of an instant in an IANA time zone. */
export function dayIn(zone: string, at: Date): Day {
  return day(
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );
}

/** The instant at which a day begins in a time zone, also where midnight is skipped. */
export function startOfDay(zone: string, value: Day): Date {
  return new Date(Temporal.PlainDate.from(value).toZonedDateTime(zone).startOfDay().epochMilliseconds);
}

/** The instant of a wall-clock time (`14:30`) on a day in a time zone; the later one where it exists twice. */
export function instantAt(zone: string, value: Day, time: string): Date {
  const wall = Temporal.PlainDate.from(value).toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(wall.toZonedDateTime(zone, { disambiguation: "later" }).epochMilliseconds);
}

/** The hour of the day (0 to 23) of an instant in a time zone. */
export function hourIn(zone: string, at: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).hour;
}

/** Tells whether a text names a time zone. */
export function isZone(zone: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, zone);
    return true;
  } catch {
    return false;
  }
}
