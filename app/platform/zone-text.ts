import { day, type Day } from "./day.ts";

/**
 * A time zone as text: its name; and for somebody whose zone changed, the first name followed by `|day|instant|name` for each later
 * one: the day from which it counts and when that day begins ("Europe/Amsterdam|2026-12-01|2026-12-01T05:00:00Z|America/New_York").
 * The functions of the migration client_zones read the same text.
 */
export type ZoneText = string;

/** A stretch in which one zone counts; the first has neither day nor instant. */
export type ZoneSpan = { name: string; fromOn: Day | null; startsAt: Date | null };

/** The stretches of a zone's text, oldest first. */
export function zoneSpans(zone: ZoneText): [ZoneSpan, ...ZoneSpan[]] {
  const [first = zone, ...rest] = zone.split("|");
  const later: ZoneSpan[] = [];
  for (let at = 0; at + 2 < rest.length; at += 3)
    later.push({
      name: rest[at + 2] ?? first,
      fromOn: day(rest[at] ?? ""),
      startsAt: new Date(rest[at + 1] ?? ""),
    });
  return [{ name: first, fromOn: null, startsAt: null }, ...later];
}

/** The name of the zone whose clock counts at an instant. */
export function zoneAt(zone: ZoneText, at: Date): string {
  if (!zone.includes("|")) return zone;
  const [first, ...later] = zoneSpans(zone);
  return (later.findLast(({ startsAt }) => startsAt !== null && startsAt <= at) ?? first).name;
}

/** The name of the zone that counts in the end. */
export function lastZone(zone: ZoneText): string {
  return zone.slice(zone.lastIndexOf("|") + 1);
}
