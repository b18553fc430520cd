import { beforeAll, expect, test } from "vitest";

import { getRunway } from "#app/hours/runway/runway-page.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays, day } from "#app/platform/day.ts";
import { instantAt } from "#app/platform/zone.server.ts";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildRequest } from "#test/builders/request.ts";
import { readListState } from "#app/ui/table/list-state.ts";
import { runwayList } from "#app/hours/runway/runway-list.ts";
import { buildTimeEntry, staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";

const today = day("2026-11-18");
const now = new Date("2026-11-18T13:00:00Z");
const board = (sort: Parameters<typeof getRunway>[1] = null) => asOf(now, () => getRunway(daan, sort));

let daan: StaffScope, types: Awaited<ReturnType<typeof buildWorkTypes>>;

async function told(
  name: string,
  minutes: number,
  work: [daysAgo: number, minutes: number][],
  expiresAt: Date | null = null,
): Promise<BuiltClient> {
  const client = await buildClient({ name });
  await asOf(new Date("2026-05-04T09:00:00Z"), () => buildLot(client.clientId, { minutes, expiresAt }));
  const requestId = await buildRequest(client.clientId);
  for (const [daysAgo, workedMinutes] of work) {
    const workedOn = addDays(today, -daysAgo);
    await asOf(instantAt("Europe/Amsterdam", workedOn, "12:00"), () =>
      buildTimeEntry(daan, {
        clientId: client.clientId,
        requestId,
        workTypeId: types.remote,
        workedOn,
        workedMinutes,
      }),
    );
  }
  return client;
}

beforeAll(async () => {
  await buildMsp();
  types = await buildWorkTypes();
  daan = staffScope(await buildUser({ clientId: null, role: "engineer" }));
  await told("Snel", 600, [
    [80, 200],
    [40, 100],
    [7, 60],
    [0, 60],
  ]);
  await told(
    "Traag",
    600,
    [
      [60, 15],
      [30, 15],
      [6, 15],
    ],
    new Date("2027-03-31T22:00:00Z"),
  );
  await told("Op", 60, [
    [50, 60],
    [20, 60],
    [10, 60],
  ]);
  await told("Stil", 300, []);
  await buildClient({ name: "Zonder uren" });
});

test("clients by how long their hours last: below zero first, who has no pace last, nobody without hours", async () => {
  const rows = await board();
  expect(rows.map(({ name }) => name)).toEqual(["Op", "Snel", "Stil", "Traag"]);
  const [op, snel, stil, traag] = rows;
  expect(op).toMatchObject({ netMinutes: -120, level: "negative", daysLeft: null });
  // 420 minutes in 90 days, 180 left: 38 days.
  expect(snel).toMatchObject({
    netMinutes: 180,
    daysLeft: 38,
    emptyOn: "2026-12-26",
    perMonthMinutes: 142,
    lapses: false,
  });
  expect(stil).toMatchObject({ netMinutes: 300, daysLeft: null, perMonthMinutes: null });
  expect(traag).toMatchObject({
    daysLeft: null,
    lapses: true,
    nextExpiryOn: "2027-03-31",
    nextExpiryMinutes: 555,
    topupMode: "off",
  });
});

test("twelve weeks, the oldest first, each of seven days up to today", async () => {
  const snel = (await board()).find(({ name }) => name === "Snel");
  expect(snel?.weeks).toEqual([200, 0, 0, 0, 0, 0, 100, 0, 0, 0, 60, 60]);
});

test.each([
  ["client", ["Op", "Snel", "Stil", "Traag"]],
  ["balance", ["Op", "Snel", "Stil", "Traag"]],
  ["-pace", ["Snel", "Op", "Traag", "Stil"]],
  ["expiry", ["Traag", "Op", "Snel", "Stil"]],
] as const)("by %s", async (asked, names) => {
  const { sort } = readListState(runwayList, new URLSearchParams({ sort: asked }));
  expect((await board(sort)).map(({ name }) => name)).toEqual(names);
});
