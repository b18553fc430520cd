import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { addNextHolidays, getCalendarPage, saveCalendar } from "#app/desk/save-calendar.server.ts";
import { publicHolidays } from "#app/desk/sla/public-holidays.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { buildWorld } from "#test/db/desk/world.ts";

const at = (day: string): Date => new Date(`${day}T12:00:00Z`);
const days = { "1": "09:00-17:00", "2": "", "3": "", "4": "", "5": "", "6": "", "7": "" };

describe("the public holidays of a calendar", () => {
  let noor: StaffScope;
  beforeAll(async () => {
    noor = (await buildWorld()).noor;
  });

  test("are those of its state, this year's and the next, and the following ones come by themselves", async () => {
    const id = randomUUID();
    const typed = { id, name: "München", zone: "Europe/Berlin", days, warnMinutes: 30, contractIds: [] };
    const save = (region: string, holidays: string) =>
      asOf(at("2026-11-30"), () => saveCalendar(noor, { ...typed, region, holidays }));
    const listed = async (): Promise<string[]> =>
      (await getCalendarPage(noor, id, randomUUID())).typed.holidays.split("\n");

    expect(await save("DE-XX", "")).toMatchObject({ ok: false, refusal: "bad-region" });
    expect(await save("DE-BY", "2026-12-24 Half day")).toMatchObject({ ok: true });
    const first = await listed();
    expect((await getCalendarPage(noor, id, randomUUID())).typed.warnMinutes).toBe("30");
    expect(first).toContain("2026-12-24 Half day");
    // Corpus Christi, a holiday in Bavaria and not in Berlin.
    expect(first.some((line) => line.startsWith("2027-05-27"))).toBe(true);
    expect(first.some((line) => line.startsWith("2028"))).toBe(false);

    // What somebody took out stays out.
    const without = first.filter((line) => !line.startsWith("2027-05-27"));
    await save("DE-BY", without.join("\n"));
    await asOf(at("2026-12-01"), addNextHolidays);
    expect(await listed()).toEqual(without);
    await asOf(at("2027-01-01"), addNextHolidays);
    await asOf(at("2027-02-01"), addNextHolidays);
    const next = await listed();
    expect(next.filter((line) => !line.startsWith("2028"))).toEqual(without);
    expect(next.filter((line) => line.startsWith("2028")).length).toBeGreaterThan(10);
  });

  test("leave the Dutch King's Day on the Saturday before where the 27th of April is a Sunday", async () => {
    const found = await publicHolidays("NL", 2031);
    expect(found.map(({ on }) => on)).toContain("2031-04-26");
  });
});
