import { data } from "@remix-run/node";
import { Temporal } from "temporal-polyfill";

import type { Tx } from "#app/platform/db.server.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";

import { zoneAt, zoneSpans, type ZoneSpan, type ZoneText } from "./zone-text.ts";

/** The local day of an instant; the day before another zone's first one lasts until that begins. */
export function dayIn(zone: ZoneText, at: Date): Day {
  const local = day(
    Temporal.Instant.fromEpochMilliseconds(at.getTime())
      .toZonedDateTimeISO(zoneAt(zone, at))
      .toPlainDate()
      .toString(),
  );
  if (!zone.includes("|")) return local;
  const next = zoneSpans(zone).find(({ startsAt }) => startsAt !== null && startsAt > at)?.fromOn;
  return next && local >= next ? addDays(next, -1) : local;
}

/** The instant at which a local day begins, also where midnight is skipped. */
export function startOfDay(zone: ZoneText, value: Day): Date {
  const { name, startsAt } = spanOf(zone, value);
  const midnight = Temporal.PlainDate.from(value).toZonedDateTime(name).startOfDay().epochMilliseconds;
  return new Date(Math.max(midnight, startsAt?.getTime() ?? midnight));
}

/** The instant at which something ends whose last day is given now: that day's end by the clock that counts now. */
export function endOfLastDay(zone: ZoneText, last: Day, at: Date): Date {
  return startOfDay(zoneAt(zone, at), addDays(last, 1));
}

/** The instant of a wall-clock time (`14:30`) on a local day; the later one where it exists twice. */
export function instantAt(zone: ZoneText, value: Day, time: string): Date {
  const wall = Temporal.PlainDate.from(value).toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(
    wall.toZonedDateTime(spanOf(zone, value).name, { disambiguation: "later" }).epochMilliseconds,
  );
}

/** The instants of a wall-clock time (`14:30`) on a local day, in order: none where the clock skips it, two where it comes twice. */
export function instantsAt(zone: ZoneText, value: Day, time: string): Date[] {
  const wall = Temporal.PlainDate.from(value).toPlainDateTime(Temporal.PlainTime.from(time));
  const { name } = spanOf(zone, value);
  const found = (["earlier", "later"] as const)
    .map((disambiguation) => wall.toZonedDateTime(name, { disambiguation }))
    .filter((zoned) => zoned.toPlainDateTime().equals(wall))
    .map((zoned) => zoned.epochMilliseconds);
  return [...new Set(found)].map((at) => new Date(at));
}

/** The wall-clock time (`14:30`) of an instant. */
export function clockIn(zone: ZoneText, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zoneAt(zone, at))
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
}

/** The hour of the day (0 to 23) of an instant in a time zone. */
export function hourIn(zone: ZoneText, at: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zoneAt(zone, at)).hour;
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

/** The first day from which another zone can count without moving anything up to `at`, and when it begins. */
export function zoneFrom(zone: ZoneText, name: string, at: Date): { fromOn: Day; startsAt: Date } {
  for (let fromOn = addDays(dayIn(zone, at), 1); ; fromOn = addDays(fromOn, 1)) {
    const startsAt = new Date(
      Math.max(startOfDay(name, fromOn).getTime(), startOfDay(zone, addDays(fromOn, -1)).getTime()),
    );
    if (startsAt > at) return { fromOn, startsAt };
  }
}

function spanOf(zone: ZoneText, value: Day): ZoneSpan {
  const [first, ...later] = zoneSpans(zone);
  return later.findLast(({ fromOn }) => fromOn !== null && fromOn <= value) ?? first;
}

/** Throws a 400 for a zone that is not a name to both JavaScript and PostgreSQL; no form of ours offers one. */
export async function knownZone(tx: Tx, zone: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    select exists (select from pg_timezone_names where name = ${zone}) as known`;
  if (!row?.known || !isZone(zone)) throw data(null, { status: 400 });
}
