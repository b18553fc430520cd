import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { searchAsStaff } from "#app/office/search-page.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { searchAsClient } from "#app/portal/search-page.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { buildContract } from "#test/builders/client.ts";
import { buildSeats, buildSeatType } from "#test/builders/seats.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
  for (const [scope, title] of [
    [world.petra, "Kassa in Café De Ruyter"],
    [world.tom, "Nieuwe kassa"],
    [world.eva, "Kassenbon für Ärzte"],
  ] as const)
    await createRequest(scope, { id: randomUUID(), clientId: "", title, description: "" });
});

const titles = (groups: { items: { title: string }[] }[]): string[] =>
  groups.flatMap((group) => group.items.map((item) => item.title));
const staff = async (scope: StaffScope, typed: string) => titles(await searchAsStaff(scope, typed));
const client = async (scope: ClientScope, typed: string) =>
  titles(
    await searchAsClient(
      scope,
      {
        person: { name: scope.name, role: scope.role },
        clientId: scope.clientId,
        clientName: scope.clientName,
        mspName: "Helder IT",
        has: ["hours"],
        counts: { approvals: 0 },
        contractOnly: false,
      },
      typed,
    ),
  );

test("staff find clients, people and requests, whatever the case and the accents", async () => {
  expect(await staff(world.daan, "VOGEL")).toEqual(["Kanzlei Vogel", "Eva Vogel"]);
  expect(await staff(world.daan, "arzte")).toEqual(["Kassenbon für Ärzte"]);
  expect(await staff(world.daan, "cafe de")).toEqual(["Kassa in Café De Ruyter"]);
  expect(await staff(world.daan, "%")).toEqual([]);
});

test("each within their rights: colleagues for the owner alone, an employee's own requests, no other client's", async () => {
  expect(await staff(world.noor, "mulder")).toEqual(["Fien Mulder"]);
  expect(await staff(world.daan, "mulder")).toEqual([]);
  expect((await client(world.petra, "kassa")).sort()).toEqual(["Kassa in Café De Ruyter", "Nieuwe kassa"]);
  expect(await client(world.tom, "kassa")).toEqual(["Nieuwe kassa"]);
  expect(await client(world.eva, "kass")).toEqual(["Kassenbon für Ärzte"]);
  expect(await client(world.petra, "de boer")).toEqual(["Tom de Boer"]);
  expect(await client(world.tom, "petra")).toEqual([]);
});

test("an empty search is the list of one's pages", async () => {
  const groups = await searchAsStaff(world.daan, "");
  expect(groups.flatMap((group) => group.items.map((item) => item.to))).toEqual([
    "/staff/todo",
    "/staff/requests",
    "/staff/time",
    "/staff/promises",
    "/staff/settings/answers",
    "/staff/clients",
    "/profile",
    "/security",
    "/staff/keys",
  ]);
});

test("pages are found by what people call them, help and the MSP's contact too", async () => {
  expect(await client(world.petra, "factuur")).toContain("Facturen");
  expect(await client(world.tom, "factuur")).not.toContain("Facturen");
  expect(await client(world.tom, "hulp")).toEqual(expect.arrayContaining(["Nieuwe aanvraag", "Contact"]));
  expect(await client(world.tom, "telefoonnummer")).toEqual(["Contact"]);
  expect(await client(world.petra, "opzeggen")).toContain("Contact");
});

test("employees are found by those who see the roster, with whoever left gone; staff are led to their own pages", async () => {
  await buildSeats(world.jansen, await buildSeatType("Werkplek"), [
    { name: "Ruud Maas", from: "2026-03-02" },
    { name: "Ruud Oud", from: "2026-03-02", until: "2026-06-30" },
  ]);
  expect(await client(world.petra, "ruud")).toEqual(["Ruud Maas"]);
  expect(await client(world.tom, "ruud")).toEqual([]);
  expect(await client(world.eva, "ruud")).toEqual([]);
  await buildSeats(world.vogel, await buildSeatType("Arbeitsplatz"), [
    { name: "Eva Vogel", from: "2026-03-02" },
  ]);
  await asSystem(
    (tx) => tx.$executeRaw`update employee set user_id = ${world.eva.userId}::uuid where name = 'Eva Vogel'`,
  );
  const people = (await searchAsStaff(world.daan, "eva vogel")).flatMap(({ items }) => items);
  expect(people.map(({ to }) => to)).toEqual([
    expect.stringMatching(new RegExp(`^/staff/clients/${world.vogel}/roster/[0-9a-f-]{36}$`)),
  ]);
});

test("contracts are found by their name, with those of other clients and those that are over left out", async () => {
  const contract = { seats: 1, seatPriceMinor: 100, startsOn: "2025-01-01" };
  await buildContract(world.jansen, { ...contract, name: "Beheerde werkplek" });
  await buildContract(world.jansen, { ...contract, name: "Beheerde server", endsOn: "2025-12-31" });
  expect(await client(world.tom, "beheerde")).toEqual(["Beheerde werkplek"]);
  expect(await client(world.eva, "beheerde")).toEqual([]);
});
