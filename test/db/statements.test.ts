import { beforeAll, expect, test } from "vitest";

import { getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { getStaffTopup } from "#app/billing/topup/staff-topup.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { getStaffFourNumbers } from "#app/contracts/licences-in-contract.server.ts";
import { getMarginPage } from "#app/contracts/margin-page.server.ts";
import { getQueuePage } from "#app/desk/queue-page.server.ts";
import { readQueueFilter } from "#app/desk/queue-filter.ts";
import { getFreeze } from "#app/hours/adjustments/thaw-account.server.ts";
import { getAuditPage } from "#app/identity/audit-page.server.ts";
import { auditFilterOf } from "#app/identity/rules/audit-filter.ts";
import { getClientOverview } from "#app/office/client-overview.server.ts";
import { getOwnStanding } from "#app/office/todo.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { buildClient, buildFullContract } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { statementsOf } from "#test/db/count-statements.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
  await buildLot(world.jansen);
  const lines = [{ label: "Vast", counts: "fixed" as const, price: { unitMinor: 100 }, quantity: 1 }];
  for (const clientId of [world.jansen, (await buildClient({ name: "Twee B.V." })).clientId])
    await buildFullContract(clientId, { name: "Beheer", startsOn: day("2026-01-01") }, { lines });
});

const zone = "Europe/Amsterdam";
const all = auditFilterOf(new URLSearchParams());

/** What the loaders of a page below staff's frame read, and the most statements that they may make for it, whatever there is to show. */
const pages: Record<string, [most: number, read: () => Promise<unknown>[]]> = {
  // Five modules: the header, hours, contract, top-up and the rest of the client, each by its own statements.
  overview: [
    14,
    () => [
      getClientHeader(world.noor, world.jansen),
      getFreeze(world.noor, world.jansen),
      getClientOverview(world.noor, world.jansen),
      getStaffTopup(world.noor, world.jansen),
    ],
  ],
  // What the frame itself reads: the todo list's counts, with the reader's timer in one of them; once a minute the decisions about contracts too.
  "staff's frame": [18, () => [getOwnStanding(world.noor)]],
  queue: [8, () => [getQueuePage(world.daan, readQueueFilter(new URLSearchParams()), 1)]],
  "a colleague's queue, filtered": [
    8,
    () => [getQueuePage(world.daan, readQueueFilter(new URLSearchParams("show=mine&q=printer")), 1)],
  ],
  licences: [8, () => [getStaffFourNumbers(world.noor, world.jansen)]],
  contract: [8, () => [getStaffContractPage(world.noor, world.jansen, zone)]],
  "monthly run": [8, () => [getRunPage(world.noor, null)]],
  margin: [8, () => [getMarginPage(world.noor, null)]],
  "audit log": [8, () => [getAuditPage(world.noor, all, now())]],
};

test.each(Object.entries(pages))("the page %s makes few statements", async (_name, [most, read]) => {
  const made = await statementsOf(() => Promise.all(read()));
  expect(made.length, made.map((text) => text.trim().slice(0, 90)).join("\n")).toBeLessThanOrEqual(most);
});
