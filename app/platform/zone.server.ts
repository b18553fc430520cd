import { data } from "@remix-run/node";
import { Temporal } from "temporal-polyfill";

import type { Tx } from "#app/platform/db.server.ts";
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

const zoneName = /^[A-Z][\w+/-]{1,63}$/;

/**
 * Tells whether a text is the name of a time zone as JavaScript writes it, `Europe/Amsterdam`. An offset is none: to
 * PostgreSQL `+13:00` lies west, to JavaScript east. `knownZone` asks PostgreSQL too.
 */
export function isZone(zone: string): boolean {
  try {
    return zoneName.test(zone) && new Temporal.ZonedDateTime(0n, zone).timeZoneId === zone;
  } catch {
    return false;
  }
}

/** Throws a 400 for a zone that is not a name to both JavaScript and PostgreSQL; no form of ours offers one. */
export async function knownZone(tx: Tx, zone: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    select exists (select from pg_timezone_names where name = ${zone}) as known`;
  if (!row?.known || !isZone(zone)) throw data(null, { status: 400 });
}
