import { expect, test } from "vitest";

import { startOfMeasured } from "#app/hours/rules/measured-time.ts";
import { workedAt } from "#app/hours/worked-at.server.ts";
import { day } from "#app/platform/day.ts";

const amsterdam = { zone: "Europe/Amsterdam", ownZone: "Europe/Amsterdam" };
const later = new Date("2027-01-10T12:00:00Z");

type Typed = {
  on?: string;
  start?: string;
  end?: string;
  duration?: number;
  startHour?: "first" | "second";
  endHour?: "first" | "second";
  long?: boolean;
};

function read(
  { on = "2026-11-18", start, end, duration = 0, ...more }: Typed,
  at = later,
  clocks = amsterdam,
) {
  const work = {
    workedOn: day(on),
    start: start ?? null,
    end: end ?? null,
    workedMinutes: duration,
    ...more,
  };
  const result = workedAt(clocks, work, at);
  return result.ok ? result.value : result.refusal;
}

/** The night on which the clock goes forward, and the one on which it goes back. */
const [spring, autumn] = ["2026-03-29", "2026-10-25"];

test.each<[Typed, number | string]>([
  [{ duration: 35 }, 35],
  [{ start: "09:10", duration: 35 }, 35],
  [{ start: "09:10", end: "09:45" }, 35],
  [{ start: "09:10", end: "09:45", duration: 35 }, 35],
  [{ start: "23:40", end: "00:15" }, 35],
  [{ duration: 1440, long: true }, 1440],
  [{}, "duration-missing"],
  [{ start: "09:10" }, "duration-missing"],
  [{ duration: 1441 }, "too-long"],
  [{ end: "09:45", duration: 35 }, "end-without-start"],
  [{ start: "09:10", end: "09:10" }, "end-is-start"],
  [{ start: "09:10", end: "09:45", duration: 30 }, "duration-differs"],
  [{ start: "08:00", end: "20:00" }, 720],
  [{ start: "08:00", end: "20:01" }, "long"],
  [{ start: "08:00", end: "20:01", long: true }, 721],
  [{ on: spring, start: "01:30", end: "03:30" }, 60],
  [{ on: spring, start: "01:30", end: "02:30" }, "no-such-end"],
  [{ on: spring, start: "02:30", end: "03:30" }, "no-such-start"],
  [{ on: "2026-03-28", start: "23:00", end: "02:30" }, "no-such-end"],
  [{ on: "2026-03-28", start: "23:00", end: "03:00" }, 180],
  [{ on: autumn, start: "01:30", end: "03:30" }, 180],
  [{ on: autumn, start: "01:30", end: "02:30" }, "which-end"],
  [{ on: autumn, start: "01:30", end: "02:30", endHour: "first" }, 60],
  [{ on: autumn, start: "01:30", end: "02:30", endHour: "second" }, 120],
  [{ on: autumn, start: "02:30", duration: 30 }, "which-start"],
  [{ on: autumn, start: "02:30", end: "02:30", startHour: "first", endHour: "second" }, 60],
  [{ on: autumn, start: "02:40", end: "02:10", startHour: "first" }, 30],
  [{ on: autumn, start: "02:40", end: "02:50", startHour: "second" }, 10],
  [{ on: "2026-10-24", start: "23:00", end: "02:30" }, "which-end"],
  [{ on: "2026-10-24", start: "23:00", end: "02:30", endHour: "second" }, 270],
])("%j takes %s", (typed, expected) => {
  const when = read(typed);
  expect(typeof when === "string" ? when : when.workedMinutes).toBe(expected);
});

test.each<[Typed, string]>([
  [{ start: "01:30", end: "01:10" }, "end-before-start"],
  [{ start: "01:00", duration: 480 }, "not-ended"],
  [{ duration: 480 }, "not-ended"],
  [{ start: "02:14", duration: 1 }, "start-in-future"],
  [{ on: "2026-12-01", duration: 1 }, "day-in-future"],
])("at 02:13 %j is refused: %s", (typed, refusal) => {
  expect(read({ on: "2026-11-30", ...typed }, new Date("2026-11-30T01:13:00Z"))).toBe(refusal);
});

test.each([
  ["14:00", 25, "14:00 25", "14:00"],
  ["14:00", 20, "14:00 25", "14:00"],
  ["14:00", 90, "14:00 25", "12:55"],
  ["13:00", 90, "14:00 25", "13:00"],
  ["00:10", 90, "00:10 25", null],
  [null, 90, "14:00 25", null],
  ["14:00", 90, undefined, "14:00"],
])("work from %s of %s minutes, measured as %s, began at %s", (start, duration, measured, began) => {
  expect(startOfMeasured(start, duration, measured)).toBe(began);
});

test("the engineer's own clock counts, and the client reads its own day", () => {
  const at = new Date("2026-11-30T01:13:00Z");
  const clocks = { ...amsterdam, zone: "America/New_York" };
  expect(read({ on: "2026-11-30", start: "01:00", end: "02:00" }, at, clocks)).toMatchObject({
    workedOn: "2026-11-29",
    startedAt: new Date("2026-11-30T00:00:00Z"),
    workedMinutes: 60,
  });
  expect(read({ on: "2026-11-30", duration: 60 }, at, clocks)).toMatchObject({ workedOn: "2026-11-29" });
});
