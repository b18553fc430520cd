import fc from "fast-check";
import { expect, test } from "vitest";

import { addDays, day } from "#app/platform/day.ts";
import { lastZone, zoneAt } from "#app/platform/zone-text.ts";
import { dayIn, startOfDay, zoneFrom } from "#app/platform/zone.server.ts";

const names = [
  "Europe/Amsterdam",
  "America/New_York",
  "Asia/Tokyo",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Asia/Kathmandu",
];
const instant = fc.date({
  min: new Date("2025-01-01"),
  max: new Date("2028-01-01"),
  noInvalidDate: true,
});

/** A zone that becomes another one, as it is written when that is decided. */
function moved(first: string, second: string, decidedAt: Date): string {
  const { fromOn, startsAt } = zoneFrom(first, second, decidedAt);
  return `${first}|${fromOn}|${startsAt.toISOString()}|${second}`;
}

test("a new zone moves no day up to the moment at which it is chosen, and every day after its first is its own", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      instant,
      instant,
      (first, second, decidedAt, at) => {
        const zone = moved(first, second, decidedAt);
        if (at <= decidedAt) {
          expect(dayIn(zone, at)).toBe(dayIn(first, at));
          expect(zoneAt(zone, at)).toBe(first);
        }
        const settled = startOfDay(zone, addDays(zoneFrom(first, second, decidedAt).fromOn, 1));
        if (at >= settled) expect(dayIn(zone, at)).toBe(dayIn(second, at));
        expect(lastZone(zone)).toBe(second);
      },
    ),
  );
});

test("days follow each other without a gap, also where the zone changes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      instant,
      fc.integer({ min: -3, max: 3 }),
      (first, second, decidedAt, away) => {
        const zone = moved(first, second, decidedAt);
        const of = addDays(zoneFrom(first, second, decidedAt).fromOn, away);
        const [start, end] = [startOfDay(zone, of), startOfDay(zone, addDays(of, 1))];
        expect(start.getTime()).toBeLessThanOrEqual(end.getTime());
        if (start < end) {
          expect(dayIn(zone, start)).toBe(of);
          expect(dayIn(zone, new Date(end.getTime() - 1))).toBe(of);
        }
      },
    ),
  );
});

test("from Amsterdam to New York the last day is six hours longer", () => {
  const zone = moved("Europe/Amsterdam", "America/New_York", new Date("2026-11-30T10:00:00Z"));
  expect(zone).toBe("Europe/Amsterdam|2026-12-01|2026-12-01T05:00:00.000Z|America/New_York");
  expect(dayIn(zone, new Date("2026-12-01T04:59:59Z"))).toBe("2026-11-30");
  expect(startOfDay(zone, day("2026-12-01"))).toEqual(new Date("2026-12-01T05:00:00Z"));
});
