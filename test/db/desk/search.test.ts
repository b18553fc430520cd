import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { searchAsStaff } from "#app/office/search-page.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { searchAsClient } from "#app/portal/search-page.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { buildClient, buildContract } from "#test/builders/client.ts";
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
    "/staff/roster-checks",
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
  const led = async () =>
    (await searchAsStaff(world.daan, "eva vogel")).flatMap(({ items }) => items).map(({ to }) => to);
  const ownPage = [expect.stringMatching(new RegExp(`^/staff/clients/${world.vogel}/roster/[0-9a-f-]{36}$`))];
  expect(await led()).toEqual(ownPage);
  // Where the register has another name and no login, its address tells who it is.
  await asSystem(
    (tx) =>
      tx.$executeRaw`update employee set user_id = null, name = 'E. Vogel-Amsel', email = (select lower(email) from "user" where id = ${world.eva.userId}::uuid)
        where name = 'Eva Vogel'`,
  );
  expect(await led()).toEqual(ownPage);
});

test("contracts are found by their name, with those of other clients and those that are over left out", async () => {
  const contract = { seats: 1, seatPriceMinor: 100, startsOn: "2025-01-01" };
  await buildContract(world.jansen, { ...contract, name: "Beheerde werkplek" });
  await buildContract(world.jansen, { ...contract, name: "Beheerde server", endsOn: "2025-12-31" });
  expect(await client(world.tom, "beheerde")).toEqual(["Beheerde werkplek"]);
  expect(await client(world.eva, "beheerde")).toEqual([]);
  expect(await staff(world.iris, "beheerde")).toEqual(["Beheerde werkplek"]);
  expect(await staff(world.daan, "beheerde")).toEqual([]);
});

test("staff find an employee of any client, which leads to that person's page, and an ended client as ended", async () => {
  const ended = await buildClient({ name: "Slagerij Voorbij" });
  const type = await buildSeatType("Balie");
  await buildSeats(world.vogel, type, [{ name: "Zoë Amsel", from: "2026-03-02" }]);
  await buildSeats(ended.clientId, type, [{ name: "Zoë Voorbij", from: "2026-03-02" }]);
  await asSystem((tx) =>
    tx.client.update({ where: { id: ended.clientId }, data: { endedAt: new Date("2026-06-01T10:00:00Z") } }),
  );
  const found = (await searchAsStaff(world.daan, "zoe")).flatMap(({ items }) => items);
  expect(found).toMatchObject([{ title: "Zoë Amsel", detail: "Kanzlei Vogel" }]);
  expect(found[0]?.to).toMatch(new RegExp(`^/staff/clients/${world.vogel}/roster/[0-9a-f-]{36}$`));
  const [clients] = await searchAsStaff(world.daan, "voorbij");
  expect(clients?.items).toMatchObject([{ title: "Slagerij Voorbij", detail: "Beëindigd" }]);
});

test("invoices of months and agreements are found by number, for staff by the client's name too, within one's rights", async () => {
  await buildMonthInvoice(world.vogel, world.eva.userId, "R-2026-0917");
  await buildAgreement(world.vogel, "Vertrag Beheerde");
  for (const typed of ["2026-0917", "kanzlei"])
    expect(await staff(world.fien, typed)).toContain("R-2026-0917");
  expect(await staff(world.daan, "2026-0917")).toEqual([]);
  expect(await client(world.eva, "2026-0917")).toEqual(["R-2026-0917"]);
  expect(await client(world.petra, "2026-0917")).toEqual([]);
  expect(await staff(world.fien, "vertrag be")).toEqual(["Vertrag Beheerde 1001"]);
  expect(await staff(world.daan, "vertrag be")).toEqual([]);
});

const buildMonthInvoice = (clientId: string, askedBy: string, number: string) =>
  asSystem(async (tx) => {
    await tx.$executeRaw`insert into contract_month (client_id, month, currency, total_minor, closed_by, closed_at)
      values (${clientId}::uuid, '2026-09', 'EUR', 5000, ${askedBy}::uuid, now())`;
    await tx.$executeRaw`
    insert into month_invoice (client_id, month, currency, net_minor, vat_kind, vat_rate_bp, vat_minor, gross_minor, billed_name, billed_legal_name,
      billed_address_line, billed_postal_code, billed_city, billed_country, billed_email, state, invoice_number, stripe_invoice, asked_by, asked_at, updated_at)
    select c.id, '2026-09', 'EUR', 5000, 'standard', 2100, 1050, 6050, c.name, c.legal_name, c.address_line, c.postal_code, c.city, c.country,
      c.billing_email, 'open', ${number}, 'in_search', ${askedBy}::uuid, now(), now() from client c where c.id = ${clientId}::uuid`;
  });

const buildAgreement = (clientId: string, title: string) =>
  asSystem(async (tx) => {
    await tx.$executeRaw`insert into agreement_template (kind, version, content, content_hash, changed_at, published_at)
      values ('notice', 1, '{}', sha256(''), now(), now())`;
    await tx.$executeRaw`
    insert into agreement (client_id, number, kind, template_version, locale, subject_kind, subject_id, revision, document, document_hash, created_at)
    values (${clientId}::uuid, next_number('agreement'), 'notice', 1, 'nl', 'notice', ${clientId}, 1, ${JSON.stringify({ title })}::jsonb, sha256(''), now())`;
  });
