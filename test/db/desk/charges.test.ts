import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { amountsOf } from "#app/billing/monthly/ask-invoice.server.ts";
import { getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { chargeRequestInside, undoChargeInside } from "#app/contracts/charge-request.server.ts";
import { closeMonthInside } from "#app/contracts/close-month.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import {
  endCharge,
  endChargesInside,
  takeBackCharge,
  undoEndOfCharges,
} from "#app/contracts/end-charge.server.ts";
import { listChargesOf } from "#app/contracts/store/charge-store.server.ts";
import { editDraft, publishItem } from "#app/desk/catalogue/edit-item.server.ts";
import { askReversal } from "#app/desk/effects/ask-reversal.server.ts";
import { closeChange } from "#app/desk/effects/close-change.server.ts";
import { completeChange } from "#app/desk/effects/complete-change.server.ts";
import { hasFixedPrice } from "#app/desk/fixed-price.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { recordRight, setPool } from "#app/people/change-holdings.server.ts";
import { recordEmployee } from "#app/people/change-people.server.ts";
import { getLicencesPage } from "#app/people/licences-page.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addMonths, day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { ok } from "#app/platform/result.ts";
import { moveRequest } from "#app/requests/move-request.server.ts";
import { buildClient, buildContract } from "#test/builders/client.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildSeatTypes } from "#test/builders/seat-types.ts";
import { approve, askChange, itemOf, tickLines } from "#test/builders/change.ts";
import { buildWorld, person, type World } from "#test/db/desk/world.ts";

let world: World;
const zone = "Europe/Amsterdam";
const tom = randomUUID();
const march = day("2026-03-02");
const on = <T>(text: string, run: () => Promise<T>): Promise<T> => asOf(new Date(`${text}T12:00:00Z`), run);

beforeAll(async () => {
  world = await buildWorld();
  const { seat } = await buildSeatTypes();
  const employee = { id: tom, name: "Tom", email: null, department: "", location: "", joinedOn: march };
  await recordEmployee(world.iris, world.jansen, { ...employee, userId: world.tom.userId }, seat);
  await price(2500, 1000);
});

/** Publishes what access costs from now on. */
async function price(priceOnceMinor: number, priceMonthlyMinor: number): Promise<void> {
  const id = await itemOf("access");
  await editDraft(world.noor, { id }, (before) => ok({ ...before, priceOnceMinor, priceMonthlyMinor }));
  expect(await publishItem(world.noor, id)).toMatchObject({ ok: true });
}

/** A request for access to a folder that Tom asks and Petra approves. */
async function asked(folder: string): Promise<string> {
  const right = { kind: "folder" as const, level: "read" as const, startsOn: march, reason: "" };
  const other = randomUUID();
  const details = { name: folder, email: null, department: "", location: "", joinedOn: march, userId: null };
  await recordEmployee(world.iris, world.jansen, { ...details, id: other }, null);
  await recordRight(world.iris, world.jansen, {
    ...right,
    id: randomUUID(),
    resource: folder,
    employeeId: other,
  });
  const roster = await asSystem((tx) => findRoster(tx, world.jansen));
  const resource = roster.resource.find(({ name }) => name === folder)?.id ?? "";
  const id = await askChange(world.tom, "access", { person: tom, resource, level: "read" });
  await approve(world.petra, id);
  await tickLines(world.daan, world.jansen, id);
  return id;
}

const complete = (id: string) => completeChange(world.daan, { id, from: "new" });
const count = (clientId: string, month: string) =>
  inScope(world.fien, (tx) => countClientMonth(tx, clientId, month));
const linesOf = async (clientId: string, month: string) =>
  (await count(clientId, month)).draft.lines.map(({ label, amountMinor, correctsMonth }) => [
    label,
    amountMinor,
    correctsMonth,
  ]);
const vat = { present: { kind: "standard" as const, rateBp: 2100 }, invoiced: new Map<string, never>() };
const close = (clientId: string, month: string) =>
  on(addMonths(day(`${month}-02`), 1), () =>
    inScope(world.fien, (tx) =>
      closeMonthInside(tx, world.fien, { clientId, month, seenMinor: null, currency: "EUR", zone, vat }),
    ),
  );
const chargesOf = (requestId: string) =>
  asSystem((tx) => tx.contractCharge.findMany({ where: { requestId }, orderBy: { part: "desc" } }));

describe("a request with a price", () => {
  test("completed twice it is charged once, at the price that was asked, and its client alone reads it", async () => {
    const id = await on("2026-11-20", () => asked("Recepten"));
    expect(await hasFixedPrice(world.daan, id)).toBe(true);
    await price(9900, 4400);
    const twice = await on("2026-11-21", () => Promise.all([complete(id), complete(id)]));
    expect(twice.filter((one) => one.ok)).toHaveLength(1);
    await price(2500, 1000);
    const title = "Toegang vragen: Tom · Recepten (Map)";
    const expected = [
      [title, 2500, null],
      [title, 333, null],
    ];
    expect(await linesOf(world.jansen, "2026-11")).toEqual(expected);
    const page = (who: World["petra"]) => on("2026-11-22", () => getContractPage(who, zone));
    const number = (await chargesOf(id))[0]?.requestNumber;
    expect((await page(world.petra)).otherLines.map(({ detail }) => detail)).toMatchObject([
      { counts: "once", request: { id, number: Number(number) } },
      { counts: "fixed", request: { id } },
    ]);
    expect((await page(world.tom)).otherLines).toEqual([]);
    expect(await linesOf(world.vogel, "2026-11")).toEqual([]);
    const seen = (who: World["petra"]) => inScope(who, (tx) => tx.contractCharge.count());
    expect([await seen(world.petra), await seen(world.eva)]).toEqual([2, 0]);
    const write = (data: { amountMinor?: number; requestNumber?: bigint }) =>
      asSystem((tx) => tx.contractCharge.updateMany({ where: { requestId: id }, data }));
    await expect(write({ amountMinor: 1 })).rejects.toThrow();
    await expect(
      inScope(world.petra, (tx) => tx.contractCharge.updateMany({ data: { withdrawnAt: new Date() } })),
    ).resolves.toEqual({ count: 0 });
  });

  test("what the records refuse is not charged; undone while its month is open it is gone, but for the days that it was there", async () => {
    const refused = await on("2026-11-20", () => asked("Archief"));
    const kept = { kind: "folder" as const, level: "read" as const, startsOn: march, reason: "" };
    await recordRight(world.iris, world.jansen, {
      ...kept,
      id: randomUUID(),
      resource: "Archief",
      employeeId: tom,
    });
    expect(await on("2026-11-21", () => complete(refused))).toEqual({ ok: false, refusal: "right-twice" });
    expect(await chargesOf(refused)).toEqual([]);
    const id = await on("2026-11-20", () => asked("Fotos"));
    await on("2026-11-21", () => complete(id));
    await on("2026-11-24", () => reversed(id));
    expect(await chargesOf(id)).toMatchObject([
      { part: "once", withdrawnBy: world.daan.userId },
      { part: "monthly", endsOn: new Date("2026-11-23"), withdrawnAt: null },
    ]);
  });

  test("undone after its month was closed, the client gets it back with the next one", async () => {
    const id = await on("2026-11-28", () => asked("Klanten"));
    await on("2026-11-29", () => complete(id));
    expect(await close(world.jansen, "2026-11")).toMatchObject({ ok: true });
    await on("2026-12-10", () => reversed(id));
    const title = "Toegang vragen: Tom · Klanten (Map)";
    expect((await linesOf(world.jansen, "2026-12")).filter(([label]) => label === title)).toEqual([
      [title, 290, null],
      [title, -2500, "2026-11"],
    ]);
    expect(await close(world.jansen, "2026-12")).toMatchObject({ ok: true });
    expect((await linesOf(world.jansen, "2027-01")).filter(([label]) => label === title)).toEqual([]);
  });
});

/** Asks to undo a request, approves and completes that. */
async function reversed(of: string, approver: ClientScope = world.petra): Promise<void> {
  const undo = await askReversal(world.daan, { id: randomUUID(), of });
  if (!undo.ok) throw new Error(undo.refusal);
  await approve(approver, undo.value.id);
  await tickLines(world.daan, world.jansen, undo.value.id);
  expect(await complete(undo.value.id)).toMatchObject({ ok: true });
}

/** A client with a request of so much once and a month. */
async function aPrice(clientId: string, onceMinor: number, monthlyMinor: number) {
  const requestId = await buildRequest(clientId, { title: "Scanner" });
  return { clientId, requestId, number: 7, title: "Scanner", currency: "EUR", onceMinor, monthlyMinor };
}

test("a fixed price of a request that its client asked about again is charged once, and not at all where it is closed as refused", async () => {
  const id = await on("2026-12-03", () =>
    askChange(world.tom, "virus-removal", { person: tom, what: "Pop-ups" }),
  );
  await approve(world.petra, id);
  const finish = async () => {
    await tickLines(world.daan, world.jansen, id);
    expect(await on("2026-12-04", () => complete(id))).toMatchObject({ ok: true });
    expect(await moveRequest(world.tom, { id, from: "done", to: "new" })).toMatchObject({ ok: true });
  };
  await finish();
  await finish();
  expect(await chargesOf(id)).toMatchObject([{ part: "once", amountMinor: 14_900, withdrawnAt: null }]);
  await closeChange(world.daan, { id, from: "new", reason: "Toch niet gelukt." });
  expect(await chargesOf(id)).toMatchObject([{ withdrawnBy: world.daan.userId }]);
});

describe("on a client's months", () => {
  test("of a day whose month is closed, the next invoice has it as a correction; a killed transaction leaves nothing", async () => {
    const { clientId } = await buildClient();
    await buildContract(clientId, {
      name: "Beheer",
      seats: 1,
      seatPriceMinor: 10_000,
      startsOn: "2026-09-01",
    });
    await asSystem((tx) =>
      tx.contract.updateMany({ where: { clientId }, data: { createdAt: new Date("2026-10-01") } }),
    );
    expect(await close(clientId, "2026-10")).toMatchObject({ ok: true });
    const given = await aPrice(clientId, 2500, 0);
    const charge = (fail: boolean) =>
      inScope(world.daan, async (tx) => {
        await chargeRequestInside(tx, world.daan, given, { on: day("2026-10-15"), zone });
        if (fail) throw new Error("killed");
      });
    await expect(charge(true)).rejects.toThrow("killed");
    expect(await chargesOf(given.requestId)).toEqual([]);
    await on("2026-11-05", () => charge(false));
    await on("2026-11-06", () => charge(false));
    const expected = [
      ["Beheer", 10_000, null],
      ["Scanner", 2500, "2026-10"],
    ];
    expect(await linesOf(clientId, "2026-11")).toEqual(expected);
    expect((await count(clientId, "2026-11")).draft.lines[1]?.detail).toMatchObject({
      request: { id: given.requestId, number: 7 },
    });
    await close(clientId, "2026-11");
    expect(await linesOf(clientId, "2026-12")).toEqual([["Beheer", 10_000, null]]);
  });

  test("a client without a contract is in the run, with an invoice of what its requests cost; ended with the client, and gone on with it", async () => {
    const { clientId } = await buildClient({ name: "Zonder contract" });
    const given = await aPrice(clientId, 2500, 1000);
    await on("2026-10-22", () =>
      inScope(world.daan, (tx) =>
        chargeRequestInside(tx, world.daan, given, { on: day("2026-10-22"), zone }),
      ),
    );
    const row = (await on("2026-11-02", () => getRunPage(world.fien, "2026-10"))).rows.find(
      (one) => one.clientId === clientId,
    );
    expect(row).toMatchObject({ state: "draft", totalMinor: 2823, oddities: [] });
    expect(await close(clientId, "2026-11")).toEqual({ ok: false, refusal: "month-before-open" });
    expect(await close(clientId, "2026-10")).toEqual({ ok: true, value: { totalMinor: 2823 } });
    // Each line bears VAT as any line of a contract does.
    expect(amountsOf((await count(clientId, "2026-10")).draft, 2100)).toMatchObject({ vatMinor: 525 + 68 });
    const ending = { clientId, causeId: randomUUID() };
    const end = () =>
      inScope(world.noor, (tx) => endChargesInside(tx, world.noor, { ...ending, lastOn: day("2026-11-15") }));
    await on("2026-11-10", end);
    await on("2026-11-10", end);
    expect(await linesOf(clientId, "2026-11")).toEqual([["Scanner", 500, null]]);
    await inScope(world.noor, (tx) => undoEndOfCharges(tx, world.noor, ending));
    expect(await linesOf(clientId, "2026-11")).toEqual([["Scanner", 1000, null]]);
  });

  test("an ending that is taken back gives an amount the last day that it had, and one that had just begun again", async () => {
    const { clientId } = await buildClient();
    const [ended, fresh] = [await aPrice(clientId, 0, 1000), await aPrice(clientId, 0, 2500)];
    const charge = (given: typeof ended, from: string) =>
      inScope(world.daan, (tx) => chargeRequestInside(tx, world.daan, given, { on: day(from), zone }));
    await on("2026-11-05", () => charge(ended, "2026-11-01"));
    const [row] = await asSystem((tx) => listChargesOf(tx, clientId, ended.requestId));
    await on("2026-11-05", () =>
      endCharge(world.iris, { clientId, id: row?.id ?? "", lastOn: day("2027-01-31") }),
    );
    await on("2026-11-20", () => charge(fresh, "2026-11-20"));
    const ending = { clientId, causeId: randomUUID() };
    await on("2026-11-20", () =>
      inScope(world.noor, (tx) => endChargesInside(tx, world.noor, { ...ending, lastOn: day("2026-11-19") })),
    );
    expect(await linesOf(clientId, "2026-12")).toEqual([]);
    await on("2026-11-20", () => inScope(world.noor, (tx) => undoEndOfCharges(tx, world.noor, ending)));
    expect(await linesOf(clientId, "2026-12")).toEqual([
      ["Scanner", 1000, null],
      ["Scanner", 2500, null],
    ]);
    expect(await linesOf(clientId, "2027-02")).toEqual([["Scanner", 2500, null]]);
    expect(
      await endCharge(world.iris, { clientId, id: row?.id ?? "", lastOn: day("2027-03-31") }),
    ).toMatchObject({ refusal: "charge-ends-earlier" });
  });

  test("staff end an amount a month, or take one back; what was invoiced comes off the next", async () => {
    const { clientId } = await buildClient();
    const given = await aPrice(clientId, 2500, 1000);
    await inScope(world.daan, (tx) =>
      chargeRequestInside(tx, world.daan, given, { on: day("2026-10-01"), zone }),
    );
    await close(clientId, "2026-10");
    const page = await on("2026-11-05", () => getStaffContractPage(world.iris, clientId, zone));
    expect(page.charges.map(({ part, amountMinor }) => [part, amountMinor])).toEqual([
      ["once", 2500],
      ["monthly", 1000],
    ]);
    const [once = "", monthly = ""] = page.charges.map(({ id }) => id);
    const end = (id: string, lastOn: string) => endCharge(world.iris, { clientId, id, lastOn: day(lastOn) });
    expect(await end(once, "2026-11-01")).toMatchObject({ refusal: "charge-is-once" });
    expect(await end(monthly, "2026-09-30")).toMatchObject({ refusal: "charge-before-start" });
    expect(await end(monthly, "2026-11-15")).toMatchObject({ ok: true });
    expect(await linesOf(clientId, "2026-11")).toEqual([["Scanner", 500, null]]);
    await takeBackCharge(world.iris, clientId, once);
    await takeBackCharge(world.iris, clientId, once);
    await inScope(world.daan, (tx) => undoChargeInside(tx, world.daan, given, day("2026-10-01")));
    expect(await linesOf(clientId, "2026-11")).toEqual([
      ["Scanner", -2500, "2026-10"],
      ["Scanner", -1000, "2026-10"],
    ]);
  });
});

test("a licence that was bought for a request goes back with it while its vendor takes it back, and stays bought after that", async () => {
  const product = await buildProduct();
  const second = await person(world.jansen, "Anna Akkoord", "approver");
  // A client chooses from what it has or had.
  const had = { productId: product.id, quantity: 0, startsOn: march, termEndsOn: null, reason: "" };
  await setPool(world.iris, world.jansen, had);
  const pools = () => asSystem((tx) => findRoster(tx, world.jansen)).then(({ pools: all }) => all);
  const add = async () => {
    const typed = { person: tom, product: product.id, change: "add" };
    const id = await askChange(world.petra, "licence", typed);
    await approve(second, id);
    await tickLines(world.daan, world.jansen, id);
    expect(await complete(id)).toMatchObject({ ok: true });
    return id;
  };
  const first = await on("2026-11-02", add);
  expect((await pools()).at(-1)).toMatchObject({ quantity: 1, termEndsOn: "2027-11-01" });
  await on("2026-11-08", () => reversed(first, second));
  expect((await pools()).at(-1)).toMatchObject({ quantity: 0, startsOn: "2026-11-08" });
  const later = await on("2026-11-10", add);
  await on("2026-11-17", () => reversed(later, second));
  expect((await pools()).at(-1)).toMatchObject({ quantity: 1, startsOn: "2026-11-10" });
  const { lines } = await on("2026-11-17", () => getLicencesPage(world.iris, world.jansen));
  expect(lines.find((line) => line.product.id === product.id)?.decrease).toMatchObject({
    ...{ isOpen: false, earliestOn: "2027-11-10", decideBy: "2027-11-09" },
  });
});
