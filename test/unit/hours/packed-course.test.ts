import fc from "fast-check";
import { expect, test } from "vitest";

import { packCourse, unpackCourse } from "#app/hours/rules/packed-course.ts";
import { addDays, day } from "#app/platform/day.ts";

const minutes = fc.integer({ min: -100_000, max: 100_000 });
const steps = fc.array(fc.record({ days: fc.nat(400), balanceMinutes: minutes, addedMinutes: minutes }));

test("a course is the same after it was packed", () => {
  fc.assert(
    fc.property(steps, (given) => {
      let on = day("2024-02-28");
      const course = given.map(({ days, ...point }) => ({ ...point, day: (on = addDays(on, days)) }));
      expect(unpackCourse(packCourse(course))).toEqual(course);
    }),
  );
});

test("a day without a purchase is two numbers", () => {
  const course = [
    { day: day("2026-05-29"), balanceMinutes: 600, addedMinutes: 600 },
    { day: day("2026-06-01"), balanceMinutes: 555, addedMinutes: 0 },
  ];
  expect(packCourse(course)).toEqual({ from: "2026-05-29", points: "0,600,600 3,555" });
});
