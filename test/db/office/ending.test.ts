import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { listOpenInvoices } from "#app/billing/open-invoice-store.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { endingDay } from "#app/clients/rules/ending.ts";
import type { HoursChoice } from "#app/clients/rules/ending.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { requireClient, requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { carryOutDueEndings, carryOutEnding } from "#app/office/ending/carry-out-ending.server.ts";
import { bringBackClient, endClient } from "#app/office/ending/end-client.server.ts";
import { getEndedClients, getEndingPage } from "#app/office/ending/ending-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { buildClient, buildContract } from "#test/builders/client.ts";
import { buildLot, buildPurchase } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildUser, type BuiltUser } from "#test/builders/user.ts";
import { behind, browserOf, outcome, request, type Jar } from "#test/db/identity/world.ts";

let staff: StaffScope;
let today: Day;
beforeAll(async () => {
  await buildMsp();
  const account = await buildUser({ clientId: null, role: "account_manager" });
  staff = await requireStaff(request("/staff", { jar: await browserOf(account) }));
  today = dayIn("Europe/Amsterdam", now());
});

type World = { clientId: string; manager: BuiltUser; jar: Jar };

/** A client with ten hours, topped up by invoice, with monthly hours, and its signed-in manager. */
async function buildWorld(): Promise<World> {
  const { clientId } = await buildClient();
  await buildLot(clientId, { minutes: 600 });
  const manager = await buildUser({ clientId, role: "manager" });
  await asSystem(
    (tx) =>
      tx.$queryRaw`select hours_configure_topup(${clientId}::uuid, 'set', 'invoice', 120, 600, 4, 500000, ${now()}, 'test')`,
  );
  await behind(
    "insert into hour_grant (client_id, id, minutes, rollover_months, from_month, set_at, set_by) values ($1, gen_random_uuid(), 60, 0, date_trunc('month', now()) + interval '2 month', now(), $2)",
    [clientId, staff.userId],
  );
  return { clientId, manager, jar: await browserOf(manager) };
}

const plan = (clientId: string, fromOn: Day, hours: HoursChoice = "keep", key = randomUUID()) => ({
  clientId,
  key,
  fromOn,
  hours,
  reason: "Bedrijf gestopt",
});
const visit = ({ jar }: World) => outcome(requireClient(request("/hours", { jar })));
const signIn = { status: 302, to: "/sign-in?to=%2Fhours" };

async function standing(clientId: string) {
  const [row] = await behind<{ mode: string; net: number; grants: number[] }>(
    `select s.topup_mode as mode, a.available_minutes - a.owed_minutes as net,
      (select array_agg(g.minutes order by g.seq) from hour_grant g where g.client_id = a.client_id) as grants
    from hour_account a join hour_setting s on s.client_id = a.client_id where a.client_id = $1`,
    [clientId],
  );
  return row;
}

test("a day from today to two years ahead is taken", () => {
  expect(endingDay(addDays(today, -1), today)).toEqual({ ok: false, refusal: "day-passed" });
  expect(endingDay(today, today)).toEqual({ ok: true, value: "now" });
  expect(endingDay(addDays(today, 1), today)).toEqual({ ok: true, value: "later" });
  expect(endingDay(addDays(today, 732), today)).toEqual({ ok: false, refusal: "day-far" });
});

test("a client that ends today has no access at once, its top-up and hours are handled, and staff still read what is open", async () => {
  const world = await buildWorld();
  const { clientId } = world;
  const { orderId } = await buildPurchase(clientId, { buyerId: world.manager.userId });
  await behind(
    "update block_order set state = 'invoiced', paid_at = null, invoice_number = 'F-1' where id = $1",
    [orderId],
  );
  const wanted = plan(clientId, today, "lapse");
  const answers = await Promise.all([endClient(staff, wanted), endClient(staff, wanted)]);
  expect(answers).toEqual([
    { ok: true, value: "now" },
    { ok: true, value: "now" },
  ]);
  expect(await visit(world)).toEqual(signIn);
  expect(await standing(clientId)).toEqual({ mode: "off", net: 0, grants: [60] });
  expect(await outcome(getClientHeader(staff, clientId))).toMatchObject({ status: 404 });
  const page = await getEndingPage(staff, clientId);
  expect(page.ending).toMatchObject({ hours: "lapse", fromOn: today });
  expect(await asSystem((tx) => listOpenInvoices(tx, clientId))).toMatchObject([
    { number: "F-1", openMinor: 114950 },
  ]);
  expect((await getEndedClients(staff)).map(({ id }) => id)).toContain(clientId);
  expect(await endClient(staff, plan(clientId, today))).toEqual({ ok: false, refusal: "already-ending" });
});

test("a client's contracts end with it, from when its end is planned, and go on where that is taken back", async () => {
  const { clientId } = await buildWorld();
  await buildContract(clientId, { name: "Beheer", seats: 1, seatPriceMinor: 100, startsOn: "2025-01-01" });
  const ends = async () => (await asSystem((tx) => listContracts(tx, clientId))).map(({ endsOn }) => endsOn);
  await endClient(staff, plan(clientId, addDays(today, 10)));
  expect(await ends()).toEqual([addDays(today, 9)]);
  await bringBackClient(staff, clientId);
  expect(await ends()).toEqual([null]);
  await endClient(staff, plan(clientId, today));
  expect(await ends()).toEqual([addDays(today, -1)]);
});

test("brought back, people have access as before, the kept hours are there, and the client can end again", async () => {
  const world = await buildWorld();
  await endClient(staff, plan(world.clientId, today, "keep"));
  expect(await visit(world)).toEqual(signIn);
  await bringBackClient(staff, world.clientId);
  await bringBackClient(staff, world.clientId);
  expect(await visit(world)).toEqual({ status: 200, to: null });
  expect(await standing(world.clientId)).toMatchObject({ mode: "off", net: 600 });
  expect(await endClient(staff, plan(world.clientId, today))).toMatchObject({ ok: true });
});

test("a planned end changes nothing before its day, happens then by the job, once, and not when it was withdrawn", async () => {
  const [stays, goes] = [await buildWorld(), await buildWorld()];
  for (const { clientId } of [stays, goes]) {
    expect(await endClient(staff, plan(clientId, addDays(today, 1), "lapse"))).toEqual({
      ok: true,
      value: "later",
    });
    await carryOutEnding(clientId);
    expect(await getClientHeader(staff, clientId)).toMatchObject({ endsOn: addDays(today, 1) });
    expect(await standing(clientId)).toMatchObject({ mode: "invoice", net: 600 });
    // Its day comes: the record's day moves instead of the clock, which the ledger and the sessions share with the database.
    await behind("update client_ending set from_on = $2 where client_id = $1", [clientId, today]);
  }
  await bringBackClient(staff, stays.clientId);
  await Promise.all([carryOutDueEndings(), carryOutDueEndings()]);
  expect(await visit(stays)).toEqual({ status: 200, to: null });
  expect(await visit(goes)).toEqual(signIn);
  expect(await standing(goes.clientId)).toMatchObject({ mode: "off", net: 0 });
});

test("a frozen account keeps its hours, and the access ends all the same", async () => {
  const world = await buildWorld();
  await asSystem(
    (tx) => tx.$queryRaw`select hours_freeze(${world.clientId}::uuid, 'looked at', ${now()})::text`,
  );
  expect(await endClient(staff, plan(world.clientId, today, "lapse"))).toEqual({ ok: true, value: "now" });
  expect(await visit(world)).toEqual(signIn);
  expect(await standing(world.clientId)).toMatchObject({ net: 600 });
});
