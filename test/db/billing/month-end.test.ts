import { control, fresh, runJobs } from "./world.ts";

import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

import { askMonthInvoice, closeMonth, issueWaiting } from "#app/billing/monthly/ask-invoice.server.ts";
import { creditMonth } from "#app/billing/monthly/credit-month.server.ts";
import { endMonthInvoice } from "#app/billing/monthly/end-month-invoice.server.ts";
import { issueMonth } from "#app/billing/monthly/issue-month.server.ts";
import { findInvoiceOfMonth } from "#app/billing/monthly/month-invoice-store.server.ts";
import { remindOfMonths } from "#app/billing/monthly/remind-of-months.server.ts";
import { getMonthInvoicePage } from "#app/billing/monthly/month-invoice-page.server.ts";
import { getClientRunPage, getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { invoiceOverage } from "#app/billing/overage/make-overage.server.ts";
import { listOpenInvoices } from "#app/billing/open-invoice-store.server.ts";
import { resolveTask } from "#app/billing/reconcile/staff-tasks.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { adjustMonth } from "#app/contracts/close-month.server.ts";
import { endContract } from "#app/contracts/end-contract.server.ts";
import { recordJob, takeBackJob } from "#app/contracts/record-job.server.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import { expireHours } from "#app/hours/expire-hours.server.ts";
import { recordSeatEnd } from "#app/people/change-people.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addMonths, day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildFullContract } from "#test/builders/client.ts";
import { buildSeats, buildSeatType, endHolding } from "#test/builders/seats.ts";
import { eventually } from "#test/setup/test-app.ts";

import { aColleague, letters, sums, tasks, work } from "./billing-world.ts";
import { aBuyer, inShop } from "./shop.ts";

let noor: StaffScope;
let seatType: string;
inShop(async () => {
  noor = await aColleague("owner");
  seatType = await buildSeatType("Werkplek");
});

type Lines = Parameters<typeof buildFullContract>[2]["lines"];
async function underContract(lines: Lines, details: Parameters<typeof aBuyer>[0] = {}): Promise<ClientScope> {
  const joris = await aBuyer(details);
  await buildFullContract(joris.clientId, { name: "Contract", startsOn: day("2025-01-01") }, { lines });
  return joris;
}
const seatLine: Lines = [{ label: "Werkplek", counts: "seat", price: { unitMinor: 5000 } }];

const after = <T>(month: string, run: () => Promise<T>): Promise<T> =>
  asOf(new Date(`${addMonths(day(`${month}-02`), 1)}T09:00:00Z`), run);
const close = (clientId: string, month: string, seenMinor: number | null = null) =>
  after(month, () => closeMonth(noor, { clientId, month, seenMinor }));
const issue = (clientId: string, month: string) =>
  after(month, () => askMonthInvoice(noor, { clientId, month }));
const present = (clientId: string, month: string) =>
  asSystem((tx) => findInvoiceOfMonth(tx, clientId, month));
const page = (clientId: string, month: string) => after(month, () => getClientRunPage(noor, clientId, month));

test("hours that no block paid and jobs of a fixed price join the month's invoice, once; the ledger owes nothing after it", async () => {
  const jobKey = fresh();
  const { clientId } = await underContract([
    { label: "Werk op afroep", counts: "hours", price: { unitMinor: 10_000 }, included: 1 },
    { key: jobKey, label: "Virus verwijderen", counts: "job", price: { unitMinor: 7500 } },
  ]);
  await asOf(new Date("2026-10-14T12:00:00Z"), () => work(clientId, 150));
  const job = { id: fresh(), lineKey: jobKey, doneOn: day("2026-10-20"), note: "Laptop Petra" };
  await after("2026-10", () => recordJob(noor, clientId, job));
  await after("2026-10", () => recordJob(noor, clientId, job));
  expect(await after("2026-10", () => recordJob(noor, clientId, { ...job, lineKey: fresh() }))).toEqual({
    ok: false,
    refusal: "job-not-in-contract",
  });
  const { draft } = await page(clientId, "2026-10");
  expect(draft.lines.map(({ label, amountMinor }) => [label, amountMinor])).toEqual([
    ["Virus verwijderen", 7500],
    ["Werk op afroep", 15_000],
  ]);
  // The run that invoices work below zero leaves this client to its contract.
  await asOf(new Date("2026-11-04T09:00:00Z"), () => invoiceOverage(clientId));
  await Promise.all([close(clientId, "2026-10", 22_500), close(clientId, "2026-10", 22_500)]);
  expect(await sums({ clientId, id: fresh() })).toMatchObject({ available: 0, owed: 0 });
  await issue(clientId, "2026-10");
  expect(await present(clientId, "2026-10")).toMatchObject({ state: "open", netMinor: 22_500 });
  // A job that is taken back after closing is a correction of the next month.
  await after("2026-10", () => takeBackJob(noor, clientId, job.id));
  const november = await page(clientId, "2026-11");
  expect(november.draft.lines.map(({ amountMinor, correctsMonth }) => [amountMinor, correctsMonth])).toEqual([
    [0, null],
    [-7500, "2026-10"],
  ]);
  // Minutes that come back after closing: those that were paid for stay, what the contract included lapses.
  const entry = await asSystem((tx) => tx.timeEntry.findFirstOrThrow({ where: { clientId } }));
  const gone = { clientId, entryId: entry.id, revision: entry.revision, reason: "Dubbel" };
  await asOf(new Date("2026-11-05T09:00:00Z"), () => deleteTimeEntry(noor, gone));
  expect((await sums({ clientId, id: fresh() })).available).toBe(150);
  await asOf(new Date("2027-02-01T09:00:00Z"), expireHours);
  expect((await sums({ clientId, id: fresh() })).available).toBe(90);
});

test("hours that a contract gives each month are a fixed line and hours included: only what a month's work goes beyond them is invoiced", async () => {
  const { clientId } = await underContract([
    { label: "5 uur per maand", counts: "fixed", price: { unitMinor: 45_000 } },
    { label: "Werk boven de bundel", counts: "hours", price: { unitMinor: 10_000 }, included: 5 },
  ]);
  const linesOf = async (month: string) =>
    (await page(clientId, month)).draft.lines.map(({ label, amountMinor }) => [label, amountMinor]);
  await asOf(new Date("2026-10-14T12:00:00Z"), () => work(clientId, 420));
  expect(await linesOf("2026-10")).toEqual([
    ["5 uur per maand", 45_000],
    ["Werk boven de bundel", 20_000],
  ]);
  await close(clientId, "2026-10", 65_000);
  expect(await sums({ clientId, id: fresh() })).toMatchObject({ available: 0, owed: 0 });
  await asOf(new Date("2026-11-10T12:00:00Z"), () => work(clientId, 180));
  expect(await linesOf("2026-11")).toEqual([
    ["5 uur per maand", 45_000],
    ["Werk boven de bundel", 0],
  ]);
});

test("a credit note when asked for: once, for what Stripe's says too, off what is owed, and no correction in the next month", async () => {
  const joris = await underContract(seatLine);
  const { clientId } = joris;
  const held = await buildSeats(clientId, seatType, [
    { name: "Anna", from: "2025-01-01" },
    { name: "Bram", from: "2025-01-01" },
  ]);
  await close(clientId, "2026-09");
  await issue(clientId, "2026-09");
  const key = { clientId, month: "2026-09", id: fresh(), reason: "Bram was al uit dienst" };
  const credit = () => after("2026-09", () => creditMonth(noor, key));
  expect(await credit()).toEqual({ ok: false, refusal: "nothing-to-credit" });
  await endHolding(clientId, held.get("Bram") ?? "", "2026-09-10");
  expect(await page(clientId, "2026-09")).toMatchObject({ openCorrectionMinor: -3333 });
  await Promise.all([credit(), credit()]);
  const shown = await page(clientId, "2026-09");
  expect(shown.credits).toMatchObject([{ grossMinor: 4033, state: "issued" }]);
  expect(shown.openCorrectionMinor).toBe(0);
  const invoice = await present(clientId, "2026-09");
  const notes = await stripe().creditNotes.list({ invoice: invoice?.stripeId ?? "" });
  expect(notes.data.map(({ total }) => total)).toEqual([4033]);
  expect(await letters(clientId)).toEqual(["month-credit-note", "month-invoice"]);
  const owed = await asSystem((tx) => listOpenInvoices(tx, clientId));
  expect(owed.map(({ openMinor }) => openMinor)).toEqual([12_100 - 4033]);
  const own = await getMonthInvoicePage(joris, invoice?.id ?? "");
  expect(own).toMatchObject({ openMinor: 12_100 - 4033, credits: [{ grossMinor: 4033 }] });
  // Voided and issued anew, the month would invoice what was credited once more.
  const toVoid = () => endMonthInvoice(noor, { clientId, month: "2026-09", way: "void" });
  expect(await after("2026-09", toVoid)).toEqual({ ok: false, refusal: "invoice-credited" });
  const october = await page(clientId, "2026-10");
  expect(october.draft.lines.map(({ amountMinor }) => amountMinor)).toEqual([5000]);
});

test("a credit of all of an invoice is of all of its VAT, which is rounded by line", async () => {
  const frontline = await buildSeatType("Frontline");
  const { clientId } = await underContract(
    [seatType, frontline].map((typeId, at) => ({
      ...{ label: `Werkplek ${at + 1}`, counts: "seat", typeId, price: { unitMinor: 1002 } },
    })),
  );
  const kinds = [seatType, frontline];
  const held: string[] = [];
  for (const kind of kinds)
    held.push(...(await buildSeats(clientId, kind, [{ name: kind, from: "2025-01-01" }])).values());
  await close(clientId, "2026-09");
  await issue(clientId, "2026-09");
  const invoice = await present(clientId, "2026-09");
  expect(invoice).toMatchObject({ netMinor: 2004, grossMinor: 2424 });
  for (const id of held) await endHolding(clientId, id, "2026-08-31");
  const key = { clientId, month: "2026-09", id: fresh(), reason: "Nooit geleverd" };
  expect(await after("2026-09", () => creditMonth(noor, key))).toEqual({ ok: true, value: null });
  expect(await page(clientId, "2026-09")).toMatchObject({ openMinor: 0, credits: [{ state: "issued" }] });
  const notes = await stripe().creditNotes.list({ invoice: invoice?.stripeId ?? "" });
  const texts = (lines: { description: string | null }[]) =>
    lines.map(({ description }) => description).sort();
  expect(notes.data.map(({ total, lines }) => [total, texts(lines.data)])).toEqual([
    [2424, [1, 2].map((at) => `Werkplek ${at}: Creditnota over september 2026: Nooit geleverd`)],
  ]);
});

test("a credit that is left when the last contract ends is a task, and the run goes on listing it", async () => {
  const { clientId } = await underContract(seatLine);
  await buildSeats(clientId, seatType, [{ name: "Anna", from: "2025-01-01" }]);
  const [contract] = await asSystem((tx) => listContracts(tx, clientId));
  const end = { id: fresh(), contractId: contract?.id ?? "", lastOn: day("2026-09-30"), reason: "Gestopt" };
  await asOf(new Date("2026-09-15T09:00:00Z"), () => endContract(noor, { clientId, ...end }));
  const credit = { id: fresh(), month: "2026-09", amountMinor: -8000, reason: "Coulance" };
  await after("2026-09", () => adjustMonth(noor, { clientId, ...credit }));
  expect(await close(clientId, "2026-09", -3000)).toMatchObject({ ok: true });
  expect(await tasks({ clientId })).toEqual(["month-credit-left"]);
  const run = await after("2027-03", () => getRunPage(noor, "2027-03"));
  expect(run.rows.find((row) => row.clientId === clientId)?.totalMinor).toBe(-3000);
  // Paid back, it comes off no invoice any more, whatever month is closed next.
  const task = await asSystem((tx) => tx.staffTask.findFirstOrThrow({ where: { clientId } }));
  await after("2026-09", () => resolveTask(noor, task.id, "Overgemaakt"));
  const october = await page(clientId, "2026-10");
  expect(october.draft.lines.map(({ amountMinor }) => amountMinor)).toEqual([3000, -3000]);
  await close(clientId, "2026-10", 0);
  expect((await page(clientId, "2026-11")).draft.lines).toEqual([]);
});

test("a correction that would give back other VAT than was charged is no line of a later month: it is credited on its own invoice", async () => {
  const { clientId } = await underContract(seatLine, { country: "DE" });
  const held = await buildSeats(clientId, seatType, [
    { name: "Anna", from: "2025-01-01" },
    { name: "Bram", from: "2025-01-01" },
  ]);
  await close(clientId, "2026-09");
  await issue(clientId, "2026-09");
  expect(await present(clientId, "2026-09")).toMatchObject({ vatKind: "standard", netMinor: 10_000 });
  await endHolding(clientId, held.get("Bram") ?? "", "2026-09-10");
  const confirmed = { vatNumber: "DE136695976", vatStatus: "valid", vatCheckedAt: new Date("2026-11-02") };
  await asSystem((tx) => tx.client.update({ where: { id: clientId }, data: confirmed }));
  expect(await close(clientId, "2026-10")).toEqual({ ok: false, refusal: "vat-differs" });
  const credit = { clientId, month: "2026-09", id: fresh(), reason: "Bram was al uit dienst" };
  expect((await after("2026-09", () => creditMonth(noor, credit))).ok).toBe(true);
  expect((await page(clientId, "2026-09")).credits).toMatchObject([{ grossMinor: 4033 }]);
  expect(await close(clientId, "2026-10")).toMatchObject({ ok: true, value: { totalMinor: 5000 } });
  await issue(clientId, "2026-10");
  expect(await present(clientId, "2026-10")).toMatchObject({ vatKind: "reverse_charge", grossMinor: 5000 });
});

test("a month that was closed before its client's VAT changed goes out with the VAT that it gives back, once finance says so", async () => {
  const { clientId } = await underContract(seatLine, { country: "DE" });
  const held = await buildSeats(clientId, seatType, [
    { name: "Anna", from: "2025-01-01" },
    { name: "Bram", from: "2025-01-01" },
  ]);
  await close(clientId, "2026-09");
  await issue(clientId, "2026-09");
  await endHolding(clientId, held.get("Bram") ?? "", "2026-09-15");
  expect(await close(clientId, "2026-10")).toMatchObject({ ok: true, value: { totalMinor: 2500 } });
  expect((await page(clientId, "2026-10")).otherVat).toBeNull();
  const confirmed = { vatNumber: "DE136695976", vatStatus: "valid", vatCheckedAt: new Date("2026-11-02") };
  await asSystem((tx) => tx.client.update({ where: { id: clientId }, data: confirmed }));
  expect(await issue(clientId, "2026-10")).toEqual({ ok: false, refusal: "vat-since-closing" });
  expect((await page(clientId, "2026-10")).otherVat).toEqual({
    now: { kind: "reverse_charge", rateBp: 0 },
    then: { kind: "standard", rateBp: 2100 },
  });
  await after("2026-10", () => askMonthInvoice(noor, { clientId, month: "2026-10", earlierVat: true }));
  expect(await present(clientId, "2026-10")).toMatchObject({
    ...{ state: "open", vatKind: "standard", netMinor: 2500, grossMinor: 3025 },
  });
  // What is closed from now on bears the VAT of now.
  await close(clientId, "2026-11");
  await issue(clientId, "2026-11");
  expect(await present(clientId, "2026-11")).toMatchObject({ vatKind: "reverse_charge", grossMinor: 5000 });
});

test("an invoice that is void makes room for another; one that is overdue is reminded of once", async () => {
  const { clientId } = await underContract(seatLine);
  await buildSeats(clientId, seatType, [{ name: "Anna", from: "2025-01-01" }]);
  await close(clientId, "2026-10");
  await issue(clientId, "2026-10");
  const first = await present(clientId, "2026-10");
  const sent = await stripe().invoices.retrieve(first?.stripeId ?? "");
  expect(sent.payment_settings.payment_method_types).toEqual([
    "customer_balance",
    "ideal",
    "card",
    "sepa_debit",
  ]);
  const end = (way: "void" | "paid-elsewhere") =>
    after("2026-10", () => endMonthInvoice(noor, { clientId, month: "2026-10", way }));
  await end("void");
  expect(await present(clientId, "2026-10")).toMatchObject({ state: "void" });
  expect(await end("void")).toEqual({ ok: false, refusal: "invoice-not-open" });
  await asOf(new Date("2026-11-03T09:00:00Z"), () => askMonthInvoice(noor, { clientId, month: "2026-10" }));
  const second = await present(clientId, "2026-10");
  expect(second).toMatchObject({ state: "open", netMinor: 5000 });
  expect(second?.stripeId).not.toBe(first?.stripeId);
  await asOf(new Date("2027-02-01T09:00:00Z"), remindOfMonths);
  await asOf(new Date("2027-02-02T09:00:00Z"), remindOfMonths);
  expect((await letters(clientId)).filter((name) => name === "month-invoice-overdue")).toHaveLength(1);
  expect(await tasks({ clientId })).toEqual(["month-invoice-overdue"]);
  await end("paid-elsewhere");
  expect(await present(clientId, "2026-10")).toMatchObject({ state: "paid" });
  expect(await tasks({ clientId })).toEqual([]);
});

test("letters about an invoice of a client that has ended open Stripe's page: the portal is closed to it", async () => {
  const { clientId } = await underContract(seatLine);
  await buildSeats(clientId, seatType, [{ name: "Anna", from: "2025-01-01" }]);
  const endedAt = new Date("2026-10-31T23:00:00Z");
  await asSystem((tx) => tx.client.updateMany({ where: { id: clientId }, data: { endedAt } }));
  await close(clientId, "2026-10");
  await issue(clientId, "2026-10");
  await asOf(new Date("2027-02-01T09:00:00Z"), remindOfMonths);
  const invoice = await present(clientId, "2026-10");
  const url = invoice?.url;
  expect(url).toContain("/i/");
  const said = await stripe().invoices.retrieve(invoice?.stripeId ?? "");
  expect(said.footer ?? "").not.toContain("/invoices/");
  const sent = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId }, orderBy: { createdAt: "asc" } }),
  );
  expect(sent.map(({ template, props }) => ({ template, props }))).toMatchObject([
    { template: "month-invoice", props: { url, isEnded: true } },
    { template: "month-invoice-overdue", props: { url } },
  ]);
});

test("a month is closed while its roster changes: whichever comes first, every day is paid once", async () => {
  const { clientId } = await underContract(seatLine);
  const held = await buildSeats(clientId, seatType, [
    { name: "Anna", from: "2025-01-01" },
    { name: "Bram", from: "2025-01-01" },
  ]);
  const [closed] = await Promise.all([
    close(clientId, "2026-09", 10_000),
    after("2026-09", () =>
      recordSeatEnd(noor, clientId, held.get("Bram") ?? "", { lastDay: day("2026-09-10"), keepSeat: false }),
    ),
  ]);
  if (!closed.ok) await close(clientId, "2026-09");
  const september = await page(clientId, "2026-09");
  const october = await page(clientId, "2026-10");
  expect(september.draft.totalMinor + october.draft.totalMinor).toBe(6667 + 5000);
});

test("a process is killed while it issues, two others go on: one invoice, right, and told", async () => {
  const { clientId } = await underContract(seatLine);
  await buildSeats(clientId, seatType, [{ name: "Anna", from: "2025-01-01" }]);
  await close(clientId, "2026-10");
  await control("faults", { op: "invoices.create", mode: "drop_before", times: 2 });
  await issue(clientId, "2026-10");
  const asked = await present(clientId, "2026-10");
  expect(asked).toMatchObject({ state: "asked", stripeId: null });
  expect(await tasks({ clientId })).toEqual(["month-invoice-waits"]);
  await control("faults", { op: "invoiceItems.create", mode: "hang_after", times: 1 });
  const killed = spawn(
    process.execPath,
    ["--import", "tsx", "test/db/billing/issue-in-process.ts", clientId, asked?.id ?? ""],
    { stdio: "inherit" },
  );
  await eventually(
    "the killed process to have begun",
    async () => (await present(clientId, "2026-10"))?.stripeId,
    30_000,
  );
  killed.kill("SIGKILL");
  await once(killed, "exit");
  await Promise.all([issueMonth(clientId, asked?.id ?? ""), issueMonth(clientId, asked?.id ?? "")]);
  await asOf(new Date("2026-11-02T12:00:00Z"), issueWaiting);
  await runJobs();
  const invoice = await present(clientId, "2026-10");
  expect(invoice).toMatchObject({ state: "open", netMinor: 5000 });
  const said = await stripe().invoices.retrieve(invoice?.stripeId ?? "");
  expect(said).toMatchObject({ status: "open", total: invoice?.grossMinor });
  const customer = typeof said.customer === "string" ? said.customer : "";
  const all = await stripe().invoices.list({ customer });
  expect(all.data.filter(({ status }) => status === "open")).toHaveLength(1);
  expect((await letters(clientId)).filter((name) => name === "month-invoice")).toHaveLength(1);
  expect(await tasks({ clientId })).toEqual([]);
});
