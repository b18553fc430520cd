import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { getClientEntries } from "#app/hours/client-entries.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { getClientList } from "#app/office/client-list.server.ts";
import { getClientOverview } from "#app/office/client-overview.server.ts";
import { getClientSettings } from "#app/office/client-settings.server.ts";
import { setClientHours } from "#app/hours/configure-hours.server.ts";
import { createClient, type NewClient } from "#app/office/create-client.server.ts";
import { updateClient } from "#app/clients/update-client.server.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { ok, refuse } from "#app/platform/result.ts";
import { dayIn, instantAt } from "#app/platform/zone.server.ts";
import { buildClient, buildContract } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
let workTypeId: string;
beforeAll(async () => {
  world = await buildWorld();
  workTypeId = (await buildWorkTypes()).remote;
});

const all = { filter: "all", search: "", page: 1 } as const;
const today = dayIn("Europe/Amsterdam", now());

/** A client with a block, of which so many minutes a week were worked for eight weeks. */
async function clientWith(name: string, block: number, weekly: number): Promise<string> {
  const { clientId } = await buildClient({ name });
  const requestId = await buildRequest(clientId, { title: name });
  await asOf(instantAt("Europe/Amsterdam", addDays(today, -60), "09:00"), () =>
    buildLot(clientId, { minutes: block }),
  );
  for (let week = 8; weekly > 0 && week > 0; week--) {
    const workedOn = addDays(today, -7 * week + 1);
    await asOf(instantAt("Europe/Amsterdam", workedOn, "18:00"), () =>
      buildTimeEntry(world.daan, { clientId, requestId, workTypeId, workedMinutes: weekly, workedOn }),
    );
  }
  return clientId;
}

const details = (name: string): NewClient => ({
  id: randomUUID(),
  name,
  legalName: `${name} GmbH`,
  kind: "prepaid",
  country: "DE",
  zone: "Europe/Berlin",
  locale: "de",
  currency: "EUR",
  addressLine: "Ring 1",
  postalCode: "10115",
  city: "Berlin",
  billingEmail: "rechnung@kunde.example",
  vatNumber: undefined,
  thresholdMinutes: 90,
});

describe("the list", () => {
  test("shows below zero first, then low ones, then by the day on which the hours run out", async () => {
    await clientWith("Slow burner", 1200, 15);
    await clientWith("Fast burner", 1200, 100);
    await clientWith("Idle", 600, 0);
    await clientWith("Nearly empty", 500, 50);
    await clientWith("Below zero", 300, 50);
    const { clientId } = await buildClient({ name: "Atelier Noord", kind: "managed" });
    await buildContract(clientId, {
      name: "Beheer",
      seats: 20,
      seatPriceMinor: 5000,
      startsOn: "2026-01-01",
    });
    const { rows, counts } = await getClientList(world.daan, all);
    expect(rows.map((row) => row.name)).toEqual([
      "Below zero",
      "Nearly empty",
      "Fast burner",
      "Slow burner",
      "Idle",
      "Atelier Noord",
      "Bakkerij Jansen",
      "Kanzlei Vogel",
    ]);
    expect(counts).toEqual({ low: 2, all: 8, managed: 1 });
    const [negative, low, fast] = rows;
    expect(negative).toMatchObject({
      netMinutes: -100,
      owedMinutes: 100,
      level: "negative",
      blockMinutes: 300,
      emptyOn: null,
      emptySince: addDays(today, -13),
    });
    expect(negative?.lots).toMatchObject([{ totalMinutes: 300, remainingMinutes: 0 }]);
    expect(low).toMatchObject({ netMinutes: 100, level: "low", thresholdMinutes: 120 });
    expect(fast).toMatchObject({ netMinutes: 400, level: "good" });
    expect(fast?.emptyOn && fast.emptyOn > today).toBe(true);
    expect(rows.find((row) => row.name === "Atelier Noord")).toMatchObject({
      level: "none",
      kind: "managed",
    });
  });

  test("a managed client that was given an hour is not nearly empty", async () => {
    const [managed] = (await getClientList(world.daan, { ...all, filter: "managed" })).rows;
    await buildLot(managed?.id ?? "", { minutes: 60 });
    const { rows, counts } = await getClientList(world.daan, { ...all, filter: "low" });
    expect(rows.map((row) => row.name)).toEqual(["Below zero", "Nearly empty"]);
    expect(counts.low).toBe(2);
  });

  test("filters, finds by any part of a name, and takes no wildcards", async () => {
    expect((await getClientList(world.daan, { ...all, filter: "low" })).rows.map((row) => row.name)).toEqual([
      "Below zero",
      "Nearly empty",
    ]);
    expect(
      (await getClientList(world.daan, { ...all, filter: "managed" })).rows.map((row) => row.name),
    ).toEqual(["Atelier Noord"]);
    expect((await getClientList(world.daan, { ...all, search: "BURN" })).rows.map((row) => row.name)).toEqual(
      ["Fast burner", "Slow burner"],
    );
    expect((await getClientList(world.daan, { ...all, search: "%" })).rows).toEqual([]);
  });

  test("is one query for 500 clients, and quick", async () => {
    await asSystem(
      (tx) => tx.$executeRaw`
      with made as (insert into client (name, legal_name, country, billing_email) select 'Many ' || n, 'Many', 'NL', 'x@y.example' from generate_series(1, 500) n returning id)
      select hours_open_account(id) from made`,
    );
    await getClientList(world.daan, all);
    const began = performance.now();
    const list = await getClientList(world.daan, { ...all, page: 11 });
    expect(performance.now() - began).toBeLessThan(3000);
    expect(list).toMatchObject({ page: 11, pages: 11 });
    expect(list.rows).toHaveLength(8);
    expect((await getClientList(world.daan, { ...all, page: 99 })).page).toBe(11);
    await asSystem((tx) => tx.$executeRaw`update client set ended_at = ${now()} where name like 'Many %'`);
  });
});

describe("one client", () => {
  test("its overview adds up with the ledger; a client that is not there, or left, is a 404", async () => {
    const id = await clientWith("Overview", 600, 30);
    const overview = await getClientOverview(world.daan, id);
    expect(overview).toMatchObject({
      balance: { postedMinutes: 360, owedMinutes: 0, totalMinutes: 600 },
      openRequests: 1,
      requests: [{ title: "Overview", state: "new" }],
      contract: null,
    });
    expect(overview.work).toHaveLength(5);
    expect(overview.points.at(-1)?.balanceMinutes).toBe(360);
    expect(await getClientEntries(world.daan, id, 1)).toMatchObject({
      entries: 8,
      billableMinutes: 240,
      page: 1,
      pages: 1,
    });
    await asSystem((tx) => tx.client.update({ where: { id }, data: { endedAt: now() } }));
    for (const gone of [id, randomUUID()]) {
      expect(await statusOf(() => getClientOverview(world.daan, gone))).toBe(404);
      expect(await statusOf(() => getClientHeader(world.daan, gone))).toBe(404);
      expect(await statusOf(() => getClientSettings(world.daan, gone))).toBe(404);
      const { id: _, currency: _currency, thresholdMinutes: _threshold, ...change } = details("Gone");
      expect(await statusOf(() => updateClient(world.iris, gone, change))).toBe(404);
      expect(
        await statusOf(() =>
          setClientHours(world.iris, { clientId: gone, key: randomUUID(), thresholdMinutes: 1 }),
        ),
      ).toBe(404);
    }
  });

  test("a new one gets its hour account, threshold and audit row; the same form twice at once is one client", async () => {
    const form = details("Neu");
    const made = await Promise.all([1, 2, 3].map(() => createClient(world.iris, form)));
    expect(made.filter((one) => one.ok && one.value)).toHaveLength(1);
    expect(await getClientSettings(world.iris, form.id)).toMatchObject({
      currency: "EUR",
      hours: { thresholdMinutes: 90, overagePolicy: "cover_next" },
      details: { name: "Neu", city: "Berlin" },
    });
    const rows = await asSystem((tx) => tx.auditEvent.findMany({ where: { clientId: form.id } }));
    expect(rows.map((row) => row.action)).toEqual(["client.created"]);
    expect(await asSystem((tx) => tx.$queryRaw`select * from ledger_defects`)).toEqual([]);
  });

  test("of two who edit one client at once the second is told, and overwrites nothing unseen", async () => {
    const { currency: _, thresholdMinutes: _threshold, id, ...before } = details("Twee bewerkers");
    await createClient(world.iris, { ...before, id, currency: "EUR", thresholdMinutes: 120 });
    const { seen } = await getClientSettings(world.iris, id);
    expect(await updateClient(world.iris, id, { ...before, city: "Potsdam" }, seen)).toEqual(ok(null));
    expect(await updateClient(world.noor, id, { ...before, postalCode: "14467" }, seen)).toEqual(
      refuse("changed-meanwhile"),
    );
    const now = await getClientSettings(world.noor, id);
    expect(now.details).toMatchObject({ city: "Potsdam", postalCode: "10115" });
    expect(await updateClient(world.noor, id, { ...now.details, postalCode: "14467" }, now.seen)).toEqual(
      ok(null),
    );
  });

  test("a changed VAT number or country must be checked anew; other changes leave the check alone", async () => {
    const { id, currency: _, thresholdMinutes: _threshold, ...before } = details("Btw");
    await createClient(world.iris, {
      ...before,
      id,
      currency: "EUR",
      thresholdMinutes: 120,
      vatNumber: "DE136695976",
    });
    const checked = () =>
      asSystem((tx) =>
        tx.client.update({ where: { id }, data: { vatStatus: "valid", vatCheckedAt: now() } }),
      );
    await checked();
    await updateClient(world.iris, id, { ...before, vatNumber: "DE136695976", city: "Potsdam" });
    expect((await getClientSettings(world.iris, id)).details).toMatchObject({
      city: "Potsdam",
      vatStatus: "valid",
    });
    await updateClient(world.iris, id, { ...before, vatNumber: undefined });
    expect((await getClientSettings(world.iris, id)).details).toMatchObject({
      vatNumber: undefined,
      vatStatus: "none",
    });
    const rows = await asSystem((tx) =>
      tx.auditEvent.findMany({ where: { clientId: id, action: "client.changed" }, orderBy: { seq: "asc" } }),
    );
    expect(rows.map((row) => row.detail)).toEqual([{ fields: ["city"] }, { fields: ["city", "vatNumber"] }]);
  });

  test("its hours settings go through the ledger, once for each form", async () => {
    const key = `settings:${randomUUID()}`;
    for (const _ of [1, 2])
      await setClientHours(world.noor, {
        clientId: world.vogel,
        key,
        thresholdMinutes: 300,
        overagePolicy: "refuse",
        fairnessDays: 14,
        correctionGraceDays: 0,
      });
    expect((await getClientSettings(world.noor, world.vogel)).hours).toEqual({
      thresholdMinutes: 300,
      overagePolicy: "refuse",
      fairnessDays: 14,
      correctionGraceDays: 0,
    });
    expect(
      await asSystem((tx) =>
        tx.auditEvent.count({ where: { clientId: world.vogel, action: "client.hours-configured" } }),
      ),
    ).toBe(1);
  });
});
