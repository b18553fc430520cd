import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";

import { addVersion, makeContract } from "#app/contracts/add-version.server.ts";
import { announcePrices } from "#app/contracts/announce-prices.server.ts";
import { applyIndexation } from "#app/contracts/apply-indexation.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { getRenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { withdrawVersion } from "#app/contracts/withdraw-version.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { getDashboardPage } from "#app/portal/dashboard-page.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { aContract, at, contract, version, zone } from "#test/db/contracts/contract-world.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

test("other prices are told ahead, once a person; staff see to whom and whether in time; withdrawn, that is told too", async () => {
  const { clientId, id } = await aContract(world.iris);
  const buyer = await person(clientId, "Bas Blum", "manager");
  const colleague = await person(clientId, "Eva Blum", "employee");
  const [next, later] = [randomUUID(), randomUUID()];
  const asked = { clientId, contractId: id, seen: id };
  await asOf(at, () =>
    addVersion(world.iris, { ...asked, id: next, version: version("2026-12-01", {}, 5200) }),
  );
  await asOf(at, () => announcePrices({ clientId }));
  await asOf(new Date("2026-11-23T10:00:00Z"), () => announcePrices({ clientId }));
  const letters = () =>
    asSystem((tx) =>
      tx.letter.findMany({ where: { clientId, template: "contract-prices" }, orderBy: { key: "asc" } }),
    );
  expect((await letters()).map(({ recipient }) => recipient)).toEqual([buyer.email]);
  const page = await asOf(at, () => getStaffContractPage(world.iris, clientId, zone));
  expect(page.contracts[0]?.told).toMatchObject([
    { versionId: next, name: "Bas Blum", toldOn: "2026-11-22" },
  ]);
  expect(page.contracts[0]?.announce).toEqual([{ versionId: next, by: "2026-11-01" }]);
  const pricesOf = async (scope: typeof buyer) =>
    (await getDashboardPage(scope, zone)).forYou.filter(({ kind }) => kind === "prices");
  expect(await asOf(at, () => pricesOf(buyer))).toMatchObject([{ versionId: next, on: "2026-12-01" }]);
  expect(await asOf(at, () => pricesOf(colleague))).toEqual([]);
  const read = await asOf(new Date("2026-12-05T10:00:00Z"), () => getContractPage(buyer, zone, "2026-11"));
  expect(read).toMatchObject({ month: "2026-11", before: "2026-10", after: "2026-12", totalMinor: 100_000 });
  expect(read.contracts[0]?.history[0]?.changes).toMatchObject([
    { label: "Werkplek" },
    { label: "Werkplek" },
  ]);
  // A version that changes no price is no news of prices.
  await asOf(at, async () => {
    const known = (await getStaffContractPage(world.iris, clientId, zone)).contracts[0]?.contract.versions.at(
      -1,
    );
    const lines = (known?.lines ?? []).map(({ id: _, ...line }) => ({ ...line, costs: {} }));
    const same = { ...version("2027-02-01"), lines };
    expect(await addVersion(world.iris, { ...asked, seen: next, id: later, version: same })).toMatchObject({
      ok: true,
    });
    await announcePrices({ clientId });
    await withdrawVersion(world.iris, clientId, later);
  });
  expect(await letters()).toHaveLength(1);
  await asOf(at, () => withdrawVersion(world.iris, clientId, next));
  expect((await letters()).map(({ props }) => props)).toMatchObject([
    { how: "announced" },
    { how: "withdrawn" },
  ]);
});

test("an indexation that its client would hear of too late is refused until staff say so", async () => {
  const { clientId } = await buildClient({});
  const id = randomUUID();
  const indexation = { kind: "rate", value: 310, month: 1, noticeDays: 60 } as const;
  await makeContract(world.iris, {
    ...{ clientId, id, contract: { ...contract, indexation } },
    version: version("2026-01-01", { reason: null }),
  });
  const row = async () =>
    (await getRenewalsPage(world.iris)).rows.find(
      (one) => one.clientId === clientId && one.kind === "indexation",
    );
  expect(await asOf(at, row)).toMatchObject({ on: "2027-01-01", announceBy: "2026-11-02" });
  const asked = { clientId, contractId: id, id: randomUUID() };
  expect(await asOf(at, () => applyIndexation(world.iris, asked))).toMatchObject({
    refusal: "announced-late",
  });
  expect(await asOf(at, () => applyIndexation(world.iris, { ...asked, evenLate: true }))).toMatchObject({
    ok: true,
  });
  expect(await asOf(at, row)).toBeUndefined();
});
