import { control, fresh, runJobs } from "./world.ts";

import { expect, test } from "vitest";

import { getInvoicesPage } from "#app/billing/invoices-page.server.ts";
import { askMonthInvoice, closeMonth, issueWaiting } from "#app/billing/monthly/ask-invoice.server.ts";
import { actOnMany } from "#app/billing/monthly/bulk-run.server.ts";
import { getMonthInvoicePage } from "#app/billing/monthly/month-invoice-page.server.ts";
import { findInvoiceOfMonth } from "#app/billing/monthly/month-invoice-store.server.ts";
import { getClientRunPage, getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { syncMonthInvoice } from "#app/billing/monthly/sync-month.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { addVersion } from "#app/contracts/add-version.server.ts";
import { adjustMonth, removeAdjustment } from "#app/contracts/close-month.server.ts";
import { recordLeaving } from "#app/people/change-people.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addMonths, day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { getDashboardPage } from "#app/portal/dashboard-page.server.ts";
import { buildFullContract } from "#test/builders/client.ts";
import { buildSeats, buildSeatType, endHolding } from "#test/builders/seats.ts";

import { aColleague, letters } from "./billing-world.ts";
import { aBuyer, inShop } from "./shop.ts";

let noor: StaffScope;
let seatType: string;
inShop(async () => {
  noor = await aColleague("owner");
  seatType = await buildSeatType("Werkplek");
});

const people = (count: number, from = "2025-01-01") =>
  Array.from({ length: count }, (_, at) => ({ name: `Persoon ${at + 1}`, from }));

/** Somebody of a client whose contract has one line: seats by day at 50.00. */
async function underContract(details: Parameters<typeof aBuyer>[0] = {}): Promise<ClientScope> {
  const joris = await aBuyer(details);
  await buildFullContract(
    joris.clientId,
    { name: "Werkplekbeheer", startsOn: day("2025-01-01") },
    { lines: [{ label: "Werkplek", counts: "seat", price: { unitMinor: 5000 } }] },
  );
  return joris;
}

/** The morning of the second of the month after. */
const after = <T>(month: string, run: () => Promise<T>): Promise<T> =>
  asOf(new Date(`${addMonths(day(`${month}-02`), 1)}T09:00:00Z`), run);
const close = (clientId: string, month: string, seenMinor: number | null = null) =>
  after(month, () => closeMonth(noor, { clientId, month, seenMinor }));
const issue = (clientId: string, month: string) =>
  after(month, () => askMonthInvoice(noor, { clientId, month }));
const present = (clientId: string, month: string) =>
  asSystem((tx) => findInvoiceOfMonth(tx, clientId, month));

test("the year: 20 seats, 5 joiners, 2 leavers, twelve invoices right the first time", async () => {
  const joris = await underContract();
  const { clientId } = joris;
  await buildSeats(clientId, seatType, [
    ...people(18),
    { name: "Anna", from: "2025-01-01", until: "2026-03-14" },
    { name: "Bram", from: "2025-01-01", until: "2026-09-30" },
    ...["2026-02-16", "2026-04-01", "2026-05-11", "2026-09-01", "2026-10-20"].map((from) => ({
      name: `Nieuw ${from}`,
      from,
    })),
  ]);
  const net: (number | undefined)[] = [];
  for (let at = 1; at <= 12; at += 1) {
    const month = `2026-${String(at).padStart(2, "0")}`;
    await close(clientId, month);
    await issue(clientId, month);
    const invoice = await present(clientId, month);
    expect(invoice).toMatchObject({ state: "open" });
    const said = await stripe().invoices.retrieve(invoice?.stripeId ?? "");
    expect(said.total).toBe(invoice?.grossMinor);
    net.push(invoice?.netMinor);
  }
  expect(net).toEqual([
    100_000, 102_321, 102_258, 105_000, 108_387, 110_000, 110_000, 110_000, 115_000, 111_935, 115_000,
    115_000,
  ]);
  const march = await present(clientId, "2026-03");
  const page = await getMonthInvoicePage(joris, march?.id ?? "");
  expect(page?.transfer).toMatchObject({
    amountMinor: march?.grossMinor,
    reference: march?.number,
    viaStripe: true,
  });
  const detail = page?.lines[0]?.detail;
  expect(detail?.kind === "count" && detail.changes).toMatchObject([
    { kind: "left", label: "Anna", until: "2026-03-14", amountMinor: -2742 },
    { kind: "whole", label: "Nieuw 2026-02-16", amountMinor: 2679 },
  ]);
  expect(page?.lines.every((line) => line.correctsMonth === null)).toBe(true);
});

test("a month is closed once and issued once, however many come; its lines, the invoice and Stripe's are one sum, and it is told once", async () => {
  const joris = await underContract();
  const { clientId } = joris;
  await buildSeats(clientId, seatType, people(3));
  expect(
    await asOf(new Date("2026-10-31T12:00:00Z"), () =>
      closeMonth(noor, { clientId, month: "2026-10", seenMinor: null }),
    ),
  ).toEqual({
    ok: false,
    refusal: "month-not-over",
  });
  expect(await issue(clientId, "2026-10")).toEqual({ ok: false, refusal: "not-closed" });
  expect(await close(clientId, "2026-10", 999)).toEqual({ ok: false, refusal: "draft-changed" });
  await Promise.all([close(clientId, "2026-10", 15_000), close(clientId, "2026-10", 15_000)]);
  await Promise.all([issue(clientId, "2026-10"), issue(clientId, "2026-10"), issue(clientId, "2026-10")]);
  const invoice = await present(clientId, "2026-10");
  expect(invoice).toMatchObject({ state: "open", netMinor: 15_000, vatMinor: 3150, grossMinor: 18_150 });
  const said = await stripe().invoices.retrieve(invoice?.stripeId ?? "");
  expect(said).toMatchObject({ status: "open", total: 18_150 });
  expect(said.lines.data.map(({ description }) => description?.replace(/\s/g, " "))).toEqual([
    "Werkplek: 3 × € 50,00",
  ]);
  const customer = typeof said.customer === "string" ? said.customer : "";
  expect((await stripe().invoices.list({ customer })).data).toHaveLength(1);
  expect(await letters(clientId)).toEqual(["month-invoice"]);
  const row = { kind: "month", id: invoice?.id };
  expect(await getInvoicesPage(joris)).toMatchObject({ months: [], unfinished: [{ ...row, state: "open" }] });
  const toPay = async () =>
    (await getDashboardPage(joris, "Europe/Amsterdam")).forYou.filter(({ kind }) => kind === "pay");
  expect(await toPay()).toMatchObject([
    { kind: "pay", to: `/invoices/${invoice?.id}`, number: said.number, openMinor: 18_150 },
  ]);
  await control("bankTransfer", { invoice: said.id, amount: 18_150 });
  await Promise.all([
    syncMonthInvoice(clientId, invoice?.id ?? ""),
    syncMonthInvoice(clientId, invoice?.id ?? ""),
  ]);
  expect(await present(clientId, "2026-10")).toMatchObject({ state: "paid", paidMinor: 18_150 });
  expect(await getInvoicesPage(joris)).toMatchObject({ months: [{ ...row, state: "paid" }], unfinished: [] });
  expect(await toPay()).toEqual([]);
});

test("Stripe gives no answer in the middle: a later round goes on with the same draft", async () => {
  const { clientId } = await underContract();
  await buildSeats(clientId, seatType, people(2));
  await close(clientId, "2026-10");
  await control("faults", { op: "invoiceItems.create", mode: "drop_after", times: 2 });
  await issue(clientId, "2026-10");
  const waiting = await present(clientId, "2026-10");
  expect(waiting).toMatchObject({ state: "asked" });
  await asOf(new Date("2026-11-02T10:00:00Z"), issueWaiting);
  await runJobs();
  const invoice = await present(clientId, "2026-10");
  expect(invoice).toMatchObject({ state: "open", stripeId: waiting?.stripeId });
  expect((await stripe().invoices.retrieve(invoice?.stripeId ?? "")).total).toBe(invoice?.grossMinor);
  expect(await letters(clientId)).toEqual(["month-invoice"]);
});

test("what becomes known after closing is a line of the next month, named; undone, it is undone to the cent", async () => {
  const { clientId } = await underContract();
  const held = await buildSeats(clientId, seatType, people(2));
  await close(clientId, "2026-09");
  await endHolding(clientId, held.get("Persoon 2") ?? "", "2026-09-10");
  const october = await after("2026-10", () => getClientRunPage(noor, clientId, "2026-10"));
  expect(october.draft.lines.map(({ amountMinor, correctsMonth }) => [amountMinor, correctsMonth])).toEqual([
    [5000, null],
    [-3333, "2026-09"],
  ]);
  expect(october.oddities.map(({ kind }) => kind)).toContain("correction");
  await close(clientId, "2026-10", 1667);
  await asSystem(
    (tx) =>
      tx.$executeRaw`update seat_holding set ends_on = null where client_id = ${clientId}::uuid and id = ${held.get("Persoon 2")}::uuid`,
  );
  const november = await after("2026-11", () => getClientRunPage(noor, clientId, "2026-11"));
  expect(november.draft.lines.map(({ amountMinor, correctsMonth }) => [amountMinor, correctsMonth])).toEqual([
    [10_000, null],
    [3333, "2026-09"],
    [5000, "2026-10"],
  ]);
});

test("a leaver of longer ago than a year is put right month by month, and once", async () => {
  const { clientId } = await underContract();
  const held = await buildSeats(clientId, seatType, people(2));
  const months = Array.from({ length: 15 }, (_, at) => addMonths(day("2025-01-01"), at).slice(0, 7));
  for (const month of months) await close(clientId, month);
  const [holder] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { id: string }[]
      >`select employee_id::text as id from seat_holding where client_id = ${clientId}::uuid and id = ${held.get("Persoon 2")}::uuid`,
  );
  await after("2026-04", () =>
    recordLeaving(
      noor,
      clientId,
      holder?.id ?? "",
      { leftOn: day("2025-01-31"), release: true },
      day("2026-05-02"),
    ),
  );
  const april = await after("2026-04", () => getClientRunPage(noor, clientId, "2026-04"));
  expect(april.draft.lines.map(({ amountMinor, correctsMonth }) => [amountMinor, correctsMonth])).toEqual([
    [5000, null],
    ...months.slice(1).map((month) => [-5000, month]),
  ]);
  await close(clientId, "2026-04", 5000 - 14 * 5000);
  const may = await after("2026-05", () => getClientRunPage(noor, clientId, "2026-05"));
  expect(may.draft.lines.map(({ amountMinor, detail }) => [amountMinor, detail.kind])).toEqual([
    [5000, "count"],
    [-65_000, "carry"],
  ]);
});

test("below zero there is no invoice: what is left comes off the next month", async () => {
  const { clientId } = await underContract();
  await buildSeats(clientId, seatType, people(1));
  const key = { clientId, month: "2026-09" };
  await after("2026-09", () =>
    adjustMonth(noor, { ...key, id: fresh(), amountMinor: -8000, reason: "Coulance" }),
  );
  await close(clientId, "2026-09", -3000);
  expect(await issue(clientId, "2026-09")).toEqual({ ok: false, refusal: "too-small" });
  const october = await after("2026-10", () => getClientRunPage(noor, clientId, "2026-10"));
  expect(october.draft.totalMinor).toBe(2000);
});

test("what is too small for an invoice is so in the client's own currency, and goes on the next month", async () => {
  const { clientId } = await underContract({ name: "Praha", country: "CZ", currency: "CZK" });
  await buildSeats(clientId, seatType, people(1));
  const credit = { month: "2026-09", id: fresh(), amountMinor: -3000, reason: "Sleva" };
  await after("2026-09", () => adjustMonth(noor, { clientId, ...credit }));
  // 20.00 in Czech crowns: Stripe would take it for paid, and put it on the customer's balance.
  await close(clientId, "2026-09", 2000);
  expect(await issue(clientId, "2026-09")).toEqual({ ok: false, refusal: "too-small" });
  const october = await after("2026-10", () => getClientRunPage(noor, clientId, "2026-10"));
  expect(october.draft.totalMinor).toBe(7000);
});

test("many months at once: each answers for itself, what is odd is left to be read, and what is left over goes on", async () => {
  const [ready, odd] = [
    await underContract({ name: "Kwekerij Groen" }),
    await underContract({ name: "Drukkerij Rood" }),
  ];
  await buildSeats(ready.clientId, seatType, people(1));
  await buildSeats(odd.clientId, seatType, people(1));
  await buildSeats(odd.clientId, seatType, people(20, "2026-09-01"));
  const run = await after("2026-09", () => getRunPage(noor, "2026-09"));
  const ticked = [ready, odd].map(({ clientId }) => {
    const row = run.rows.find((one) => one.clientId === clientId);
    return { clientId, seenMinor: row?.totalMinor ?? 0 };
  });
  const act = (intent: "close" | "issue", id: typeof ticked) =>
    after("2026-09", () => actOnMany(noor, "2026-09", { intent, id, done: 0, failed: [] }));
  const closed = await act("close", [...ticked, { clientId: fresh(), seenMinor: 0 }]);
  expect(closed).toMatchObject({ done: 1, rest: [] });
  expect(closed.failed).toEqual([expect.stringMatching(/^Drukkerij Rood: /)]);
  const issued = await act("issue", [...ticked, ...ticked, ...ticked, ...ticked, ...ticked]);
  // Issued once, however often it was ticked; the other isn't closed.
  expect(issued).toMatchObject({
    done: 4,
    rest: [expect.stringContaining(ready.clientId), expect.any(String)],
  });
  expect(await present(ready.clientId, "2026-09")).toMatchObject({ state: "open" });
  expect(await present(odd.clientId, "2026-09")).toBeNull();
});

test("finance corrects an open month with a reason and takes it back; a closed month takes nothing, nor a new price before it", async () => {
  const { clientId } = await underContract();
  await buildSeats(clientId, seatType, people(1));
  const key = { clientId, month: "2026-09", id: fresh() };
  const adjust = (of: typeof key) =>
    after("2026-09", () => adjustMonth(noor, { ...of, amountMinor: -500, reason: "Storing" }));
  await adjust(key);
  await adjust(key);
  const total = async () =>
    (await after("2026-09", () => getClientRunPage(noor, clientId, "2026-09"))).draft.totalMinor;
  expect(await total()).toBe(4500);
  await after("2026-09", () => removeAdjustment(noor, { clientId, id: key.id }));
  expect(await total()).toBe(5000);
  await close(clientId, "2026-09");
  expect(await adjust({ ...key, id: fresh() })).toEqual({ ok: false, refusal: "month-closed" });
  expect(await close(clientId, "2026-11")).toEqual({ ok: false, refusal: "month-before-open" });
  const page = await after("2026-09", () => getRunPage(noor, "2026-09"));
  expect(page.rows.find((row) => row.clientId === clientId)).toMatchObject({
    state: "closed",
    totalMinor: 5000,
  });
  const [version] = await asSystem((tx) => tx.contractVersion.findMany({ where: { clientId } }));
  const asked = {
    effectiveOn: day("2026-09-15"),
    reason: "Te laat",
    included: [],
    excluded: [],
    sla: [],
    lines: [
      {
        key: fresh(),
        label: "Werkplek",
        counts: "seat",
        typeId: null,
        price: { unitMinor: 1 },
        quantity: 1,
        minimum: 0,
        included: 0,
        rule: "daily",
        snapshotDay: 31,
        onceOn: null,
        costs: {},
      } as const,
    ],
  };
  expect(
    await addVersion(noor, {
      clientId,
      contractId: version?.contractId ?? "",
      id: fresh(),
      seen: version?.id ?? "",
      version: asked,
    }),
  ).toEqual({ ok: false, refusal: "month-closed" });
});

test("reverse charge, and details that are missing", async () => {
  const kunde = await underContract({ name: "Kunde", country: "DE", vatNumber: "DE136695976" });
  await buildSeats(kunde.clientId, seatType, people(1));
  await close(kunde.clientId, "2026-10");
  await issue(kunde.clientId, "2026-10");
  expect(await present(kunde.clientId, "2026-10")).toMatchObject({
    vatKind: "reverse_charge",
    grossMinor: 5000,
    state: "open",
  });
  const bare = await underContract({ addressLine: "" });
  await buildSeats(bare.clientId, seatType, people(1));
  await close(bare.clientId, "2026-10");
  expect(await issue(bare.clientId, "2026-10")).toEqual({ ok: false, refusal: "details-missing" });
});
