import { atCheckout, control, emulator, fresh } from "./world.ts";

import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

import { getContractPayments } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import { chooseContractPayment } from "#app/billing/contract-payment/set-contract-payment.server.ts";
import { readPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { askMonthInvoice, closeMonth } from "#app/billing/monthly/ask-invoice.server.ts";
import { collectDue, collectMonth } from "#app/billing/monthly/collect-month.server.ts";
import { creditMonth, sendCredit, sendWaitingCredits } from "#app/billing/monthly/credit-month.server.ts";
import { followMonthDispute } from "#app/billing/monthly/dispute-month.server.ts";
import { endMonthInvoice } from "#app/billing/monthly/end-month-invoice.server.ts";
import { getMonthInvoicePage } from "#app/billing/monthly/month-invoice-page.server.ts";
import { findInvoiceOfMonth } from "#app/billing/monthly/month-invoice-store.server.ts";
import { remindOfMonths } from "#app/billing/monthly/remind-of-months.server.ts";
import { repayMonth, settleRepayment } from "#app/billing/monthly/repay-month.server.ts";
import { syncMonthInvoice } from "#app/billing/monthly/sync-month.server.ts";
import { resolveTask } from "#app/billing/reconcile/staff-tasks.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { finishSetup } from "#app/billing/topup/finish-setup.server.ts";
import { startSetup } from "#app/billing/topup/start-setup.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildFullContract } from "#test/builders/client.ts";
import { buildSeats, buildSeatType, endHolding } from "#test/builders/seats.ts";
import { eventually } from "#test/setup/test-app.ts";

import { aColleague, letters, tasks } from "./billing-world.ts";
import { aBuyer, colleague, inShop } from "./shop.ts";
import { shownMandate } from "./topup-world.ts";

const month = "2026-10";
const issuedAt = new Date("2026-11-02T09:00:00Z");
const dueAt = new Date("2026-11-04T09:00:00Z");

let noor: StaffScope;
let seatType: string;
inShop(async () => {
  noor = await aColleague("owner");
  seatType = await buildSeatType("Werkplek");
});

type Contract = { joris: ClientScope; contract: string };

/** Somebody of a client whose contract of one seat, 50.00 a month, is to be collected. */
async function underContract(): Promise<Contract> {
  const joris = await aBuyer();
  const contract = await buildFullContract(
    joris.clientId,
    { name: "Beheer", startsOn: day("2025-01-01") },
    { lines: [{ label: "Werkplek", counts: "seat", price: { unitMinor: 5000 } }] },
  );
  await buildSeats(joris.clientId, seatType, [{ name: "Anna", from: "2025-01-01" }]);
  await chooseContractPayment(joris, joris.clientId, { contract, way: "mandate" });
  return { joris, contract };
}

/** Saves a way to pay, as a payer does on Stripe's page. */
async function saveMethod(
  scope: ClientScope,
  form: Record<string, string>,
  what = "contract",
): Promise<void> {
  const purpose = readPurpose(new URLSearchParams({ for: what }));
  const started = await startSetup(scope, fresh(), await shownMandate(scope, "nl", purpose), "nl", purpose);
  if (!started.ok) throw new Error(started.refusal);
  const back = new URL(await atCheckout(started.value, form));
  await finishSetup(back.searchParams.get("session_id") ?? "");
}

const debit = { method: "ideal", outcome: "pay" };
const card = { method: "card", outcome: "pay" };

async function issued(form: Record<string, string> | null): Promise<Contract & { invoiceId: string }> {
  const known = await underContract();
  const { clientId } = known.joris;
  if (form) await saveMethod(known.joris, form);
  await asOf(issuedAt, () => closeMonth(noor, { clientId, month, seenMinor: null }));
  await asOf(issuedAt, () => askMonthInvoice(noor, { clientId, month }));
  return { ...known, invoiceId: (await present(known.joris)).id };
}

async function present({ clientId }: ClientScope) {
  const invoice = await asSystem((tx) => findInvoiceOfMonth(tx, clientId, month));
  if (!invoice) throw new Error("no invoice was asked for");
  return invoice;
}

/** The payments that Stripe was truly asked for. */
function asked(invoiceId: string): number {
  return emulator
    .log()
    .filter(
      ({ operation, replayed, idempotencyKey }) =>
        operation === "invoices.pay" && !replayed && (idempotencyKey ?? "").includes(invoiceId),
    ).length;
}

/** The payment of the invoice: of several the one that has not failed. */
async function intentOf(scope: ClientScope): Promise<{ id: string; latest_charge: unknown }> {
  const { stripeId } = await present(scope);
  const said = await stripe().invoices.retrieve(stripeId ?? "", {
    expand: ["payments.data.payment.payment_intent"],
  });
  const intent = said.payments?.data
    .map(({ payment }) => payment.payment_intent)
    .find((one) => typeof one === "object" && one?.status !== "requires_payment_method");
  if (typeof intent !== "object") throw new Error("the invoice has no payment");
  return intent;
}

test("collected by the mandate: told with day, account and amount, debited once on that day whoever comes, paid when the bank pays", async () => {
  const { joris, invoiceId } = await issued(debit);
  const { clientId } = joris;
  expect(await present(joris)).toMatchObject({ state: "open", collection: "planned", collectAt: dueAt });
  const page = await getMonthInvoicePage(joris, invoiceId);
  expect(page?.collection).toEqual({
    collection: "planned",
    on: "2026-11-04",
    method: { type: "sepa_debit", last4: "2202" },
    failure: null,
  });
  const [letter] = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId, template: "month-invoice" } }),
  );
  expect(letter?.props).toMatchObject({
    dueOn: "2026-11-04",
    collect: { type: "sepa_debit", last4: "2202" },
  });
  const said = await stripe().invoices.retrieve((await present(joris)).stripeId ?? "");
  expect(said).toMatchObject({ collection_method: "charge_automatically", status: "open", total: 6050 });

  await asOf(new Date("2026-11-04T08:00:00Z"), collectDue);
  expect(asked(invoiceId)).toBe(0);
  await asOf(dueAt, () => Promise.all([collectDue(), collectDue(), collectMonth(clientId, invoiceId)]));
  await asOf(dueAt, collectDue);
  expect(asked(invoiceId)).toBe(1);
  expect(await present(joris)).toMatchObject({ state: "open", collection: "processing" });
  expect(await endMonthInvoice(noor, { clientId, month, way: "paid-elsewhere" })).toEqual({
    ok: false,
    refusal: "invoice-collecting",
  });
  await control("settle", { payment_intent: (await intentOf(joris)).id, ok: true });
  await syncMonthInvoice(clientId, invoiceId);
  expect(await present(joris)).toMatchObject({ state: "paid", paidMinor: 6050 });
  expect(await tasks({ clientId })).toEqual([]);
});

test("the bank refuses days later: told once with the way to pay, a task for the MSP, never debited again; paid by the link, all is closed", async () => {
  const { joris, invoiceId } = await issued(debit);
  const { clientId } = joris;
  await asOf(dueAt, collectDue);
  await control("settle", { payment_intent: (await intentOf(joris)).id, ok: false });
  const refusedAt = new Date("2026-11-09T09:00:00Z");
  // Its event is lost: the run that collects asks Stripe.
  await asOf(new Date("2026-11-05T08:00:00Z"), collectDue);
  expect(await present(joris)).toMatchObject({ collection: "processing" });
  await asOf(refusedAt, () => Promise.all([collectDue(), collectDue()]));
  expect(await present(joris)).toMatchObject({
    state: "open",
    collection: "failed",
    collectFailure: "declined",
    dueAt: new Date("2026-11-23T09:00:00Z"),
  });
  expect((await letters(clientId)).sort()).toEqual(["method-saved", "month-collect-failed", "month-invoice"]);
  expect(await tasks({ clientId })).toEqual(["month-collect-failed"]);
  expect(asked(invoiceId)).toBe(1);
  await control("bankTransfer", { invoice: (await present(joris)).stripeId, amount: 6050 });
  await syncMonthInvoice(clientId, invoiceId);
  expect(await present(joris)).toMatchObject({ state: "paid" });
  expect(await tasks({ clientId })).toEqual([]);
});

test("a card that is declined at once leaves the invoice to its link", async () => {
  const { joris } = await issued({ ...card, card: "decline" });
  await asOf(dueAt, collectDue);
  expect(await present(joris)).toMatchObject({
    state: "open",
    collection: "failed",
    collectFailure: "declined",
  });
});

test("turned off by staff before its day: not debited, and told; a contract made by hand asks the client once, and another client's is none", async () => {
  const { joris, contract, invoiceId } = await issued(debit);
  const { clientId } = joris;
  const choose = (way: "transfer" | "mandate", scope: ClientScope | StaffScope = noor) =>
    chooseContractPayment(scope, clientId, { contract, way });
  // Stripe gives no answer to who voids it: the debit is as planned as the client was told.
  await control("faults", { op: "invoices.voidInvoice", mode: "drop_before", times: 2 });
  const voided = await asOf(issuedAt, () => endMonthInvoice(noor, { clientId, month, way: "void" }));
  expect(voided).toEqual({ ok: false, refusal: "stripe-down" });
  expect(await present(joris)).toMatchObject({ collection: "planned", collectAt: dueAt, dueAt: null });
  await choose("transfer");
  await asOf(dueAt, collectDue);
  expect(asked(invoiceId)).toBe(0);
  expect(await present(joris)).toMatchObject({ collection: "failed", collectFailure: "turned-off" });

  const other = await underContract();
  const elsewhere = { contract: other.contract, way: "mandate" as const };
  expect(await chooseContractPayment(noor, clientId, elsewhere)).toEqual({
    ok: false,
    refusal: "no-contract",
  });
  const employee = await colleague(clientId, "Tom", "employee");
  expect(await choose("mandate", employee)).toEqual({ ok: false, refusal: "may-not-change" });
  const ask = (way: "transfer" | "mandate") =>
    chooseContractPayment(noor, other.joris.clientId, { contract: other.contract, way });
  await ask("transfer");
  await Promise.all([ask("mandate"), ask("mandate")]);
  expect(await letters(other.joris.clientId)).toEqual(["contract-pay-asked"]);
});

test("an invoice of two contracts is sent to be paid where only one of them is collected", async () => {
  const { joris } = await underContract();
  const { clientId } = joris;
  await saveMethod(joris, debit, "top-up");
  await buildFullContract(
    clientId,
    { name: "Back-up", startsOn: day("2025-01-01") },
    { lines: [{ label: "Back-up", counts: "fixed", price: { unitMinor: 2500 } }] },
  );
  await asOf(issuedAt, () => closeMonth(noor, { clientId, month, seenMinor: null }));
  await asOf(issuedAt, () => askMonthInvoice(noor, { clientId, month }));
  expect(await present(joris)).toMatchObject({ state: "open", collection: null, netMinor: 7500 });
  // One saved on the page of top-ups covers the contract that is collected too.
  const { payments } = await getContractPayments(joris, clientId);
  expect(payments).toMatchObject([
    { contractName: "Back-up", way: "transfer", method: null },
    { contractName: "Beheer", way: "mandate", method: { type: "sepa_debit", last4: "2202" } },
  ]);
});

test("killed between the debit and its answer, others go on: debited once", async () => {
  const { joris, invoiceId } = await issued(debit);
  const { clientId } = joris;
  await control("faults", { op: "invoices.pay", mode: "hang_after", times: 1 });
  const killed = spawn(
    process.execPath,
    ["--import", "tsx", "test/db/billing/collect-in-process.ts", clientId, invoiceId, dueAt.toISOString()],
    { stdio: "inherit" },
  );
  await eventually("the debit to have been asked for", () => Promise.resolve(asked(invoiceId) === 1), 30_000);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(await present(joris)).toMatchObject({ collection: "charging" });
  await asOf(dueAt, () => Promise.all([collectDue(), collectDue()]));
  expect(await present(joris)).toMatchObject({ state: "open", collection: "processing" });
  const { stripeId } = await present(joris);
  const said = await stripe().invoices.retrieve(stripeId ?? "", { expand: ["payments"] });
  expect(said.payments?.data).toHaveLength(1);
});

test("a credit and a debit wait for each other: what is credited first is not debited, what is debited is credited once it is paid", async () => {
  const { joris } = await underContract();
  const { clientId } = joris;
  const names = ["Bram", "Cor"].map((name) => ({ name, from: "2025-01-01" }));
  const held = await buildSeats(clientId, seatType, names);
  await saveMethod(joris, debit);
  await asOf(issuedAt, () => closeMonth(noor, { clientId, month, seenMinor: null }));
  await asOf(issuedAt, () => askMonthInvoice(noor, { clientId, month }));
  const { id, stripeId } = await present(joris);
  const credit = (name: string) =>
    asOf(issuedAt, async () => {
      await endHolding(clientId, held.get(name) ?? "", "2026-09-30");
      return creditMonth(noor, { clientId, month, id: fresh(), reason: `${name} was al weg` });
    });
  await control("faults", { op: "creditNotes.create", mode: "drop_before", times: 2 });
  expect(await credit("Bram")).toMatchObject({ ok: true });
  await asOf(dueAt, collectDue);
  expect(asked(id)).toBe(0);
  await asOf(dueAt, sendWaitingCredits);
  await asOf(dueAt, collectDue);
  const intent = await intentOf(joris);
  expect(intent).toMatchObject({ amount: 12_100, status: "processing" });
  expect(await credit("Cor")).toEqual({ ok: false, refusal: "invoice-collecting" });
  await control("settle", { payment_intent: intent.id, ok: true });
  await syncMonthInvoice(clientId, id);
  expect(await credit("Cor")).toMatchObject({ ok: true });
  const { data: notes } = await stripe().creditNotes.list({ invoice: stripeId ?? "" });
  expect(notes.map(({ total, refunds }) => [total, refunds.length]).sort()).toEqual([
    [6050, 0],
    [6050, 1],
  ]);
});

test("a credit waits while a payment of the invoice's page is at the bank, and then goes back the way it came", async () => {
  const { joris, invoiceId } = await issued(null);
  const { clientId } = joris;
  const { stripeId } = await present(joris);
  const said = await stripe().invoices.retrieve(stripeId ?? "");
  await fetch(said.hosted_invoice_url ?? "", {
    method: "POST",
    body: new URLSearchParams({ method: "sepa_debit" }),
    redirect: "manual",
  });
  await asSystem(
    (tx) =>
      tx.$executeRaw`update seat_holding set ends_on = '2026-09-30' where client_id = ${clientId}::uuid`,
  );
  const credit = { clientId, month, id: fresh(), reason: "Anna was al uit dienst" };
  await asOf(issuedAt, () => creditMonth(noor, credit));
  expect((await stripe().creditNotes.list({ invoice: stripeId ?? "" })).data).toEqual([]);
  await control("settle", { payment_intent: (await intentOf(joris)).id, ok: true });
  expect(await sendCredit(clientId, credit.id)).toBe(true);
  const { data: notes } = await stripe().creditNotes.list({ invoice: stripeId ?? "" });
  expect(notes.map(({ total, refunds }) => [total, refunds.length])).toEqual([[6050, 1]]);
  expect(await present(joris)).toMatchObject({ id: invoiceId, state: "paid" });
});

test("an answer of Stripe that is older than what is known changes nothing: neither a debit under way nor what came in", async () => {
  const { joris, invoiceId } = await issued(debit);
  const { clientId } = joris;
  const { stripeId } = await present(joris);
  /** Reads the invoice now; the answer comes when it has been overtaken. */
  const late = async (): Promise<{ heard: Promise<void> }> => {
    const reads = () =>
      emulator.log().filter(({ operation, status }) => operation === "invoices.retrieve" && status === 200)
        .length;
    const before = reads();
    await control("faults", { op: "invoices.retrieve", mode: "delay_after", ms: 1200 });
    const heard = syncMonthInvoice(clientId, invoiceId);
    await eventually("the invoice to have been read", () => Promise.resolve(reads() > before));
    return { heard };
  };
  const declined = { payment_method: "pm_card_chargeCustomerFail" };
  await stripe()
    .invoices.pay(stripeId ?? "", declined)
    .catch(() => null);
  const refused = await late();
  await asOf(dueAt, collectDue);
  await refused.heard;
  expect(await present(joris)).toMatchObject({ collection: "processing" });
  const open = await late();
  await control("settle", { payment_intent: (await intentOf(joris)).id, ok: true });
  await syncMonthInvoice(clientId, invoiceId);
  await open.heard;
  expect(await present(joris)).toMatchObject({ state: "paid", paidMinor: 6050 });
});

test("a bank takes the payment back: open again, told once, and paid again on a page of its own, once", async () => {
  const { joris, invoiceId } = await issued(card);
  const { clientId } = joris;
  await asOf(dueAt, collectDue);
  expect(await present(joris)).toMatchObject({ state: "paid" });
  const charge = (await intentOf(joris)).latest_charge;
  const dispute = (await control("dispute", { charge, status: "needs_response" })) as { id: string };
  const later = new Date("2026-11-20T09:00:00Z");
  await asOf(later, () => Promise.all([followMonthDispute(dispute.id), followMonthDispute(dispute.id)]));
  await asOf(later, () => syncMonthInvoice(clientId, invoiceId));
  expect(await present(joris)).toMatchObject({ state: "open", collectFailure: "disputed", paidMinor: 0 });
  expect((await letters(clientId)).filter((name) => name === "month-collect-failed")).toHaveLength(1);
  expect((await tasks({ clientId })).sort()).toEqual(["dispute", "month-collect-failed"]);
  const page = await repayMonth(joris, invoiceId);
  if (!page.ok) throw new Error(page.refusal);
  const back = new URL(await atCheckout(page.value, { method: "ideal", outcome: "pay" }));
  const session = back.searchParams.get("session_id") ?? "";
  await Promise.all([settleRepayment(session), settleRepayment(session)]);
  expect(await present(joris)).toMatchObject({ state: "paid", paidMinor: 6050 });
  expect(await tasks({ clientId })).toEqual(["dispute"]);
  expect(await repayMonth(joris, invoiceId)).toEqual({ ok: false, refusal: "invoice-not-open" });
});

/** A charge is taken back by its bank, and that is followed. */
async function takenBack(charge: unknown): Promise<string> {
  const { id } = (await control("dispute", { charge, status: "needs_response" })) as { id: string };
  await asOf(new Date("2026-11-20T09:00:00Z"), () => followMonthDispute(id));
  return id;
}

async function won(dispute: string): Promise<void> {
  await control("dispute/close", { dispute, status: "won" });
  await followMonthDispute(dispute);
}

/** A page to pay the invoice again that is paid on a day; its id. */
async function paidAgain(scope: ClientScope, invoiceId: string, url?: string): Promise<string> {
  const page = url ?? (await repayPage(scope, invoiceId));
  return new URL(await atCheckout(page, card)).searchParams.get("session_id") ?? "";
}

async function repayPage(scope: ClientScope, invoiceId: string, on = "2026-11-21"): Promise<string> {
  const page = await asOf(new Date(`${on}T09:00:00Z`), () => repayMonth(scope, invoiceId));
  if (!page.ok) throw new Error(page.refusal);
  return page.value;
}

async function chargeOfPage(session: string): Promise<unknown> {
  const said = await stripe().checkout.sessions.retrieve(session, { expand: ["payment_intent"] });
  return typeof said.payment_intent === "object" ? said.payment_intent?.latest_charge : null;
}

test("taken back twice: what was settled before settles nothing again, and what the bank gives back pays it", async () => {
  const { joris, invoiceId } = await issued(card);
  const { clientId } = joris;
  await asOf(dueAt, collectDue);
  const first = await takenBack((await intentOf(joris)).latest_charge);
  const session = await paidAgain(joris, invoiceId);
  // The news of the dispute overtakes that of the payment: together they leave it open.
  const second = await takenBack(await chargeOfPage(session));
  expect(await present(joris)).toMatchObject({ state: "open", dispute: second });
  await Promise.all([settleRepayment(session), followMonthDispute(first)]);
  expect(await present(joris)).toMatchObject({ state: "open", dispute: second });
  await won(first);
  expect(await present(joris)).toMatchObject({ state: "paid" });
  expect(await tasks({ clientId })).toEqual(["dispute"]);
  await followMonthDispute(second);
  expect(await present(joris)).toMatchObject({ state: "paid" });
  await won(second);
  expect(await tasks({ clientId })).toEqual(["paid-twice"]);
});

test("each payment too many is a task of its own, whatever was settled before; one that a bank takes is none any more", async () => {
  const { joris, invoiceId } = await issued(card);
  const { clientId } = joris;
  await asOf(dueAt, collectDue);
  const dispute = await takenBack((await intentOf(joris)).latest_charge);
  const pages = [await repayPage(joris, invoiceId), await repayPage(joris, invoiceId, "2026-11-22")];
  for (const page of pages) await settleRepayment(await paidAgain(joris, invoiceId, page));
  expect(await tasks({ clientId })).toEqual(["dispute", "paid-twice"]);
  const open = await asSystem((tx) => tx.staffTask.findFirst({ where: { clientId, kind: "paid-twice" } }));
  await resolveTask(noor, open?.id ?? "", "Teruggestort");
  await won(dispute);
  expect(await tasks({ clientId })).toEqual(["paid-twice"]);
  const again = await takenBack((await intentOf(joris)).latest_charge);
  expect(await present(joris)).toMatchObject({ state: "paid" });
  expect(await tasks({ clientId })).toEqual(["dispute"]);
  await won(again);
  expect(await tasks({ clientId })).toEqual(["paid-twice"]);
});

test("what is left after a credit is taken back: asked for and reminded of whole; paid another way and won too, it came twice", async () => {
  const { joris } = await underContract();
  const { clientId } = joris;
  const held = await buildSeats(clientId, seatType, [{ name: "Bram", from: "2025-01-01" }]);
  await saveMethod(joris, card);
  await asOf(issuedAt, () => closeMonth(noor, { clientId, month, seenMinor: null }));
  await asOf(issuedAt, () => askMonthInvoice(noor, { clientId, month }));
  await endHolding(clientId, held.get("Bram") ?? "", "2026-09-30");
  const credit = { clientId, month, id: fresh(), reason: "Bram was al uit dienst" };
  await asOf(issuedAt, () => creditMonth(noor, credit));
  const { id } = await present(joris);
  const open = async () => (await getMonthInvoicePage(joris, id))?.openMinor;
  expect(await open()).toBe(6050);
  await asOf(dueAt, collectDue);
  expect(await present(joris)).toMatchObject({ state: "paid", paidMinor: 6050 });
  const charge = (await intentOf(joris)).latest_charge;
  const dispute = (await control("dispute", { charge, status: "needs_response" })) as { id: string };
  const follow = () => asOf(new Date("2026-11-20T09:00:00Z"), () => followMonthDispute(dispute.id));
  await follow();
  expect(await open()).toBe(6050);
  await asOf(new Date("2026-12-20T09:00:00Z"), remindOfMonths);
  const reminders = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId, template: "month-invoice-overdue" } }),
  );
  expect(reminders.map(({ props }) => props)).toMatchObject([{ openMinor: 6050 }]);
  await endMonthInvoice(noor, { clientId, month, way: "paid-elsewhere" });
  await control("dispute/close", { dispute: dispute.id, status: "won" });
  await follow();
  expect(await tasks({ clientId })).toEqual(["paid-twice"]);
});
