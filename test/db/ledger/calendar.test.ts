import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { day } from "#app/platform/day.ts";
import { instantAt, startOfDay } from "#app/platform/zone.server.ts";
import { openWorld, type World } from "#test/db/ledger/world.ts";

const minute = 60_000;
const at = (text: string): Date => new Date(text);
const plus = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  clientId = await world.newClient();
});
afterEach(async () => {
  expect(await world.defects()).toEqual([]);
});
afterAll(() => world.close());

const log = (minutes: number, workedAt: Date, now = workedAt) =>
  world.save(clientId, { id: randomUUID(), minutes, revision: 1, workedAt, now });
const months = (zone: string, from: string, until: string) =>
  world.rows<{ month: string; sold: number; earned: number; expired: number; deferred: number }>(
    "select month::text, sold_minor as sold, earned_minor as earned, expired_minor as expired, deferred_minor as deferred from hours_value_by_month($1, $2, $3, $4)",
    [clientId, zone, from, until],
  );

describe("a block expires at its client's midnight", () => {
  it.each([
    ["Europe/Amsterdam, the day that has 23 hours", "Europe/Amsterdam", "2026-03-29", "2026-03-28T23:00:00Z"],
    ["Europe/Amsterdam, the day after it", "Europe/Amsterdam", "2026-03-30", "2026-03-29T22:00:00Z"],
    ["Europe/Amsterdam, the day that has 25 hours", "Europe/Amsterdam", "2026-10-25", "2026-10-24T22:00:00Z"],
    ["Europe/Amsterdam, the day after it", "Europe/Amsterdam", "2026-10-26", "2026-10-25T23:00:00Z"],
    ["a leap day", "Europe/Amsterdam", "2028-02-29", "2028-02-28T23:00:00Z"],
    ["the day after a leap day", "Europe/Amsterdam", "2028-03-01", "2028-02-29T23:00:00Z"],
    ["UTC+14", "Pacific/Kiritimati", "2026-06-01", "2026-05-31T10:00:00Z"],
    ["UTC-11", "Pacific/Pago_Pago", "2026-06-01", "2026-06-01T11:00:00Z"],
  ])("%s", async (_, zone, date, instant) => {
    const midnight = startOfDay(zone, day(date));
    expect(midnight).toEqual(at(instant));
    await world.credit(clientId, { minutes: 60, now: at("2026-01-05T09:00:00Z"), expiresAt: midnight });
    expect(await world.balance(clientId, plus(midnight, -1))).toEqual({ available: 60, owed: 0 });
    expect(await world.balance(clientId, midnight)).toEqual({ available: 0, owed: 0 });
    await log(10, plus(midnight, -1));
    await log(10, midnight);
    expect(await world.balance(clientId, midnight)).toEqual({ available: 0, owed: 10 });
    expect(
      await world.rows(
        "select used_minutes as used, expired_minutes as expired from hour_lot where client_id = $1",
        [clientId],
      ),
    ).toEqual([{ used: 10, expired: 50 }]);
  });
});

describe("the fairness window has whole days of 24 hours, to the minute, across a change of clocks", () => {
  it.each([
    ["its last minute in spring", "2026-03-25T12:00:00Z", 0, 60],
    ["a minute after it in spring", "2026-03-25T12:00:00Z", minute, 0],
    ["a minute before its end in autumn", "2026-10-22T12:00:00Z", -minute, 60],
    ["a minute after it in autumn", "2026-10-22T12:00:00Z", minute, 0],
    ["its last minute across a leap day", "2028-02-27T12:00:00Z", 0, 60],
    ["a minute after it across a leap day", "2028-02-27T12:00:00Z", minute, 0],
  ])("%s", async (_, worked, late, used) => {
    await world.credit(clientId, {
      minutes: 60,
      now: at("2026-01-05T09:00:00Z"),
      expiresAt: plus(at(worked), minute),
    });
    await log(60, at(worked), plus(at(worked), 7 * 24 * 60 * minute + late));
    expect(
      await world.rows("select used_minutes as used from hour_lot where client_id = $1", [clientId]),
    ).toEqual([{ used }]);
  });
  it.each([
    [-1, 60],
    [0, 0],
    [1, 0],
  ])("work done %i minutes from the expiry", async (offset, used) => {
    const expiry = at("2026-06-01T00:00:00Z");
    await world.credit(clientId, { minutes: 60, now: at("2026-01-05T09:00:00Z"), expiresAt: expiry });
    await log(60, plus(expiry, offset * minute), plus(expiry, 60 * minute));
    expect(
      await world.rows("select used_minutes as used from hour_lot where client_id = $1", [clientId]),
    ).toEqual([{ used }]);
  });
});

describe("a month closes at the client's midnight", () => {
  it.each([
    ["Europe/Amsterdam, in the month that loses an hour", "Europe/Amsterdam", "2026-03-31", "2026-04-01"],
    ["Europe/Amsterdam, in the month that gains one", "Europe/Amsterdam", "2026-10-31", "2026-11-01"],
    ["UTC+14", "Pacific/Kiritimati", "2026-05-31", "2026-06-01"],
    ["UTC-11", "Pacific/Pago_Pago", "2026-05-31", "2026-06-01"],
    ["a leap year's February", "Europe/Amsterdam", "2028-02-29", "2028-03-01"],
  ])("%s", async (_, zone, last, first) => {
    const bought = instantAt(zone, day(`${last.slice(0, 7)}-02`), "09:00");
    const midnight = startOfDay(zone, day(first));
    await world.credit(clientId, {
      minutes: 60,
      priceMinor: 6_000,
      now: bought,
      expiresAt: plus(midnight, 3 * minute),
    });
    await log(10, plus(midnight, -1));
    await log(20, midnight);
    await world.rows("select hours_expire_due($1, $2)", [clientId, plus(midnight, 3 * minute)]);
    const [closed, open] = [`${last.slice(0, 7)}-01`, first];
    expect(
      await months(
        zone,
        closed,
        plus(at(`${first}T00:00:00Z`), 24 * 60 * minute)
          .toISOString()
          .slice(0, 10),
      ),
    ).toEqual([
      { month: closed, sold: 6_000, earned: 1_000, expired: 0, deferred: 5_000 },
      { month: open, sold: 0, earned: 2_000, expired: 3_000, deferred: 0 },
    ]);
  });
  it("lets an entry of last month that is logged this month count this month", async () => {
    await world.credit(clientId, {
      minutes: 60,
      priceMinor: 6_000,
      now: at("2026-05-02T09:00:00Z"),
      expiresAt: null,
    });
    await log(10, at("2026-05-30T09:00:00Z"), at("2026-06-02T09:00:00Z"));
    expect(
      (await months("Europe/Amsterdam", "2026-05-01", "2026-07-01")).map(
        ({ month, earned }) => `${month} ${earned}`,
      ),
    ).toEqual(["2026-05-01 0", "2026-06-01 1000"]);
  });
});
