import { beforeAll, expect, test } from "vitest";

import { findClient } from "#app/clients/client-store.server.ts";
import { updateClient, type ClientDetails } from "#app/clients/update-client.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import { findHoursState } from "#app/hours/store/hours-state.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays, day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry, staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";

let noor: StaffScope;
let workTypeId: string;
beforeAll(async () => {
  await buildMsp();
  workTypeId = (await buildWorkTypes()).remote;
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
});

const zoneOf = (id: string) => asSystem(async (tx) => (await findClient(tx, id))?.zone ?? "");

/** Moves a client to another zone as staff do, in the settings. */
async function moveTo(clientId: string, zone: string, at: Date): Promise<void> {
  const client = await asSystem((tx) => tx.client.findUniqueOrThrow({ where: { id: clientId } }));
  const { name, legalName, country, addressLine, postalCode, city, billingEmail } = client;
  const details: ClientDetails = {
    ...{ name, legalName, country, addressLine, postalCode, city, billingEmail },
    kind: "prepaid",
    locale: "nl",
    zone,
  };
  await asOf(at, () => updateClient(noor, clientId, details));
}

test.each(["America/New_York", "Pacific/Kiritimati"])(
  "a client that moves to %s keeps every day, balance and validity that it was told before",
  async (zone) => {
    const { clientId } = await buildClient();
    // Just before and after a midnight of both zones, and a month's end.
    const times = [
      "2026-11-10T22:30:00Z",
      "2026-11-11T04:30:00Z",
      "2026-11-14T09:59:00Z",
      "2026-11-30T22:59:00Z",
    ];
    const requestId = await asOf(new Date("2026-11-03T23:30:00Z"), async () => {
      await buildLot(clientId, {
        minutes: 1200,
        expiresAt: startOfDay("Europe/Amsterdam", day("2027-11-05")),
      });
      return buildRequest(clientId);
    });
    for (const time of times)
      await asOf(new Date(time), () => buildTimeEntry(noor, { clientId, requestId, workTypeId }));

    const at = new Date("2026-12-02T12:00:00Z");
    const told = async () => {
      const client = { id: clientId, zone: await zoneOf(clientId) };
      const page = await asOf(new Date("2027-01-10T06:00:00Z"), () =>
        getStatementPage(noor, client, new URLSearchParams("month=2026-11")),
      );
      const state = await asSystem((tx) => findHoursState(tx, clientId, at));
      return {
        page,
        lots: state?.lots,
        course: state?.course,
        since: state?.since,
        until: state?.valid_until,
      };
    };
    const before = await told();
    expect(before.until).toBe("2027-11-04");
    await moveTo(clientId, zone, at);
    expect(await zoneOf(clientId)).toContain(`|${zone}`);
    expect(await told()).toEqual(before);
  },
);

test("the database and the application place every instant on the same day of a client that moved", async () => {
  const { clientId } = await buildClient();
  await moveTo(clientId, "America/New_York", new Date("2026-11-30T12:00:00Z"));
  await moveTo(clientId, "Asia/Tokyo", new Date("2026-12-03T12:00:00Z"));
  const zone = await zoneOf(clientId);
  const instants = Array.from(
    { length: 400 },
    (_, n) => new Date(Date.UTC(2026, 10, 29, n / 2, (n % 2) * 30)),
  );
  const days = Array.from({ length: 12 }, (_, n) => addDays(day("2026-11-27"), n));
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ days: string[]; starts: Date[] }[]>`
      select array(select day_in(${zone}, i)::text from unnest(${instants}::timestamptz[]) with ordinality x (i, n) order by n) as days,
        array(select start_of_day(${zone}, d) from unnest(${days}::date[]) with ordinality x (d, n) order by n) as starts`,
  );
  expect(row?.days).toEqual(instants.map((at) => dayIn(zone, at)));
  expect(row?.starts).toEqual(days.map((value) => startOfDay(zone, value)));
});

test("a zone that is chosen again on the same day replaces the one that was to come; nothing else writes it", async () => {
  const { clientId } = await buildClient();
  const at = new Date("2026-11-30T12:00:00Z");
  await moveTo(clientId, "America/New_York", at);
  await moveTo(clientId, "Europe/London", at);
  expect(await zoneOf(clientId)).toBe("Europe/Amsterdam|2026-12-01|2026-12-01T00:00:00Z|Europe/London");
  await expect(
    asSystem((tx) => tx.client.update({ where: { id: clientId }, data: { zone: "Asia/Tokyo" } })),
  ).rejects.toThrow("changes from a day on");
});
