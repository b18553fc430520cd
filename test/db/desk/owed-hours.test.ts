import { randomUUID } from "node:crypto";

import { expect, test } from "vitest";

import { setClientHours } from "#app/hours/configure-hours.server.ts";
import { getOwedHours } from "#app/billing/overage/owed-hours.server.ts";
import { getTimeFormPage } from "#app/hours/time-form-page.server.ts";
import { buildHourBlocks } from "#test/builders/hour-blocks.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";

import { buildWorld } from "./world.ts";

test("what finance invoices: owed work at the hourly rate, until the hours are given; other clients have no such list", async () => {
  const world = await buildWorld();
  await buildHourBlocks();
  const { remote } = await buildWorkTypes();
  const requestId = await buildRequest(world.jansen);
  const policy = (overagePolicy: "invoice" | "cover_next" | "refuse") =>
    setClientHours(world.noor, {
      clientId: world.jansen,
      key: randomUUID(),
      thresholdMinutes: 0,
      overagePolicy,
    });
  await policy("invoice");
  expect(await getOwedHours(world.fien, world.jansen)).toBeNull();
  await buildLot(world.jansen, { minutes: 60 });
  const work = { clientId: world.jansen, requestId, workTypeId: remote };
  await buildTimeEntry(world.daan, { ...work, workedMinutes: 90 });
  await buildTimeEntry(world.daan, { ...work, workedMinutes: 20 });
  const owed = await getOwedHours(world.fien, world.jansen);
  expect(owed).toMatchObject({
    minutes: 50,
    rows: [{ minutes: 30 }, { minutes: 20 }],
    rate: { perHourMinor: 9500, amountMinor: 7917, currency: "EUR" },
  });
  await policy("cover_next");
  expect(await getOwedHours(world.fien, world.jansen)).toBeNull();
  await policy("invoice");
  await buildLot(world.jansen, { minutes: 40 });
  expect(await getOwedHours(world.fien, world.jansen)).toMatchObject({
    minutes: 10,
    rows: [{ minutes: 10 }],
    rate: { amountMinor: 1583 },
  });
  await buildLot(world.jansen, { minutes: 40 });
  expect(await getOwedHours(world.fien, world.jansen)).toBeNull();

  const form = () => getTimeFormPage(world.daan, new URLSearchParams({ client: world.jansen }));
  expect(await form()).toMatchObject({ choices: { atMostMinutes: null } });
  await policy("refuse");
  expect(await form()).toMatchObject({ choices: { atMostMinutes: 30 } });
});
