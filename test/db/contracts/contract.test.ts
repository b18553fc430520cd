import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { getClientContract } from "#app/contracts/client-contract.server.ts";
import { setContract } from "#app/contracts/set-contract.server.ts";
import { day } from "#app/platform/day.ts";
import { findDashboardCards } from "#app/portal/store/dashboard-cards.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildWorld, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const terms = { name: "Beheer", seats: 20, seatPriceMinor: 5000, startsOn: day("2026-01-01") };
const today = day("2026-11-22");

test("one contract a client, changed in place, with what it said before in the audit log", async () => {
  expect(await getClientContract(world.petra, world.jansen, today)).toBeNull();
  await setContract(world.iris, world.jansen, terms);
  await setContract(world.iris, world.jansen, { ...terms, seats: 22 });
  expect(await getClientContract(world.petra, world.jansen, today)).toMatchObject({
    ...terms,
    seats: 22,
    currency: "EUR",
    endsOn: null,
  });
  const rows = await asSystem((tx) =>
    tx.auditEvent.findMany({ where: { clientId: world.jansen }, orderBy: { seq: "asc" } }),
  );
  const ours = rows.filter((row) => row.action.startsWith("contract."));
  expect(ours.map((row) => row.action)).toEqual(["contract.created", "contract.changed"]);
  expect(ours[1]?.detail).toMatchObject({ seats: 22, seatsBefore: 20 });
});

test("two people at once make one contract", async () => {
  await Promise.all([world.iris, world.noor].map((scope) => setContract(scope, world.vogel, terms)));
  expect(await asSystem((tx) => tx.contract.count({ where: { clientId: world.vogel } }))).toBe(1);
});

test("employees, other clients and missing clients get nothing", async () => {
  expect(await getClientContract(world.tom, world.jansen, today)).toBeNull();
  expect(await getClientContract(world.eva, world.jansen, today)).toBeNull();
  expect(await statusOf(() => setContract(world.iris, randomUUID(), terms))).toBe(404);
});

test("of several contracts every page shows the same one: in force and begun last, else the next to begin", async () => {
  const clientId = (await buildClient({ name: "Gärtnerei Blum" })).clientId;
  const contract = (name: string, startsOn: string, endsOn: string | null) =>
    asSystem((tx) =>
      tx.contract.create({
        data: {
          clientId,
          name,
          seats: 1,
          seatPriceMinor: 100,
          currency: "EUR",
          startsOn: new Date(startsOn),
          endsOn: endsOn === null ? null : new Date(endsOn),
        },
      }),
    );
  await contract("Oud", "2024-01-01", null);
  await contract("Nu", "2026-01-01", "2026-12-31");
  await contract("Straks", "2027-02-01", null);
  const nameOn = async (on: string): Promise<(string | null | undefined)[]> => {
    const staff = await getClientContract(world.iris, clientId, day(on));
    const client = await inScope({ kind: "client", clientId, userId: world.petra.userId }, (tx) =>
      findDashboardCards(tx, { ...world.petra, clientId }, on),
    );
    return [staff?.name, client.contract?.name];
  };
  expect(await nameOn("2026-11-22")).toEqual(["Nu", "Nu"]);
  expect(await nameOn("2027-01-15")).toEqual(["Oud", "Oud"]);
  expect(await nameOn("2027-03-01")).toEqual(["Straks", "Straks"]);
  expect(await nameOn("2023-03-01")).toEqual(["Oud", undefined]);
});
