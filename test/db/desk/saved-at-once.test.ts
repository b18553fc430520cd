import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import { addBlock, endBlock, raiseBlock } from "#app/billing/edit-catalogue.server.ts";
import { saveBillingDetails } from "#app/clients/save-billing-details.server.ts";
import { saveMsp, type MspDetails } from "#app/office/save-msp.server.ts";
import { saveWorkType } from "#app/hours/work-types/save-work-type.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

type Detail = Record<string, unknown>;
/** The particulars of one kind of event about one thing, in the order of its chain. */
async function told(action: string, target?: string): Promise<Detail[]> {
  const rows = await asSystem((tx) =>
    tx.auditEvent.findMany({
      where: { action: { startsWith: action }, ...(target ? { target } : {}) },
      orderBy: { seq: "asc" },
    }),
  );
  return rows.map((row) => ({ action: row.action, ...(row.detail as Detail) }));
}

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
/** Each event begins where the one before it ended. */
function expectChain(events: Detail[], before: string, after: string): void {
  expect(events).toHaveLength(eight.length);
  for (const [at, event] of events.entries())
    if (at > 0) expect(event[before], JSON.stringify(events)).toEqual(events[at - 1]?.[after]);
}

test("billing details", async () => {
  const details = {
    legalName: "Jansen",
    addressLine: "Dorpsstraat 1",
    postalCode: "1000 AA",
    city: "Ede",
    country: "CH",
  };
  await Promise.all(
    eight.map((n) => saveBillingDetails(world.petra, { ...details, vatNumber: `CHE00000000${n}` })),
  );
  expectChain(await told("billing-details.changed"), "vatNumberBefore", "vatNumber");
});

test("the credit limit", async () => {
  await Promise.all(eight.map((n) => setCreditLimit(world.noor, world.jansen, n * 60)));
  expectChain(await told("client.credit-changed"), "beforeMinutes", "limitMinutes");
});

test("a work type is made once, and each change knows what was before", async () => {
  const id = randomUUID();
  const terms = {
    id,
    names: { nl: "Werk", de: "Arbeit", en: "Work" },
    roundingMinutes: 15,
    multiplierPercent: 100,
    free: false,
    active: true,
    position: 90,
  };
  await Promise.all(eight.map((n) => saveWorkType(world.noor, { ...terms, minimumMinutes: n })));
  const events = await told("work-type.", `work-type:${id}`);
  expect(events.map((event) => event["action"])).toEqual([
    "work-type.created",
    ...eight.slice(1).map(() => "work-type.changed"),
  ]);
  expectChain(events, "minimumBefore", "minimumMinutes");
});

test("the MSP's own details, said by eight at once, changed once", async () => {
  const before = await asSystem((tx) => tx.msp.findFirstOrThrow());
  const details: MspDetails = {
    name: "Nieuwe Naam",
    legalName: before.legalName,
    addressLines: before.addressLines,
    country: before.country,
    vatNumber: before.vatNumber,
    companyNumber: before.companyNumber,
    email: before.email,
    phone: before.phone,
    zone: before.zone,
    locale: "nl",
    vatScheme: "ordinary",
    viesDownPolicy: "charge_vat",
    queryDays: before.queryDays,
    currency: before.currency,
  };
  await Promise.all(eight.map(() => saveMsp(world.noor, details)));
  expect(await told("msp.changed")).toEqual([
    { action: "msp.changed", fields: expect.arrayContaining(["name"]) as unknown },
  ]);
});

test("blocks that are moved and taken away at once keep places of their own", async () => {
  const place = { scope: world.noor, clientId: world.vogel };
  const ids: string[] = [];
  for (const hours of eight) {
    const added = await addBlock(place, { hours, pricePerHourMinor: 9000, validMonths: 12 });
    if (added.ok) ids.push(added.value.id);
  }
  await Promise.all([
    ...ids.slice(1, 7).map((id) => raiseBlock(place, id)),
    endBlock(place, ids[7] ?? ""),
    endBlock(place, ids[0] ?? ""),
  ]);
  const rows = await asSystem((tx) =>
    tx.hourBlock.findMany({ where: { clientId: world.vogel, active: true } }),
  );
  expect(rows).toHaveLength(6);
  expect(new Set(rows.map((row) => row.position)).size).toBe(6);
});
