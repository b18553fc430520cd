import { control, runJobs } from "./world.ts";

import { expect, test } from "vitest";

import { closeInvoice } from "#app/billing/bank-invoice/close-invoice.server.ts";
import { giveUpInvoice } from "#app/billing/bank-invoice/give-up-invoice.server.ts";
import { remindOfInvoices } from "#app/billing/bank-invoice/remind.server.ts";
import { setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import type { Order } from "#app/billing/order.ts";
import { comparePayments } from "#app/billing/reconcile/compare-payments.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { getTopupLine } from "#app/billing/topup/topup-line.server.ts";
import { syncTopup } from "#app/billing/topup/sync-topup.server.ts";
import { getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import { sweepTopups } from "#app/billing/topup/sweep-topups.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import { aColleague, sums, letters, tasks } from "./billing-world.ts";
import { aBuyer, inShop, outcome, present } from "./shop.ts";
import { attemptsOf, choose, give, passTime, work } from "./topup-world.ts";

inShop();

const all = 114_950;
const later = <T>(days: number, run: () => Promise<T>) =>
  asOf(new Date(now().getTime() + days * 86_400_000), run);
const toppings = async (clientId: string) =>
  (await letters(clientId)).filter((name) => name.startsWith("topup-") || name.startsWith("invoice-"));
const acts = async ({ clientId }: Order): Promise<string[]> =>
  (await asSystem((tx) => tx.auditEvent.findMany({ where: { clientId }, orderBy: { at: "asc" } }))).map(
    ({ action }) => action,
  );

/** A client with the invoice of a top-up that stands open. */
async function invoiced(limitMinutes = 0): Promise<{ scope: ClientScope; order: Order }> {
  const scope = await aBuyer();
  if (limitMinutes > 0) await setCreditLimit(await aColleague("owner"), scope.clientId, limitMinutes);
  await give(scope.clientId, 180);
  expect(await choose(scope, { mode: "invoice" })).toEqual({ ok: true, value: null });
  await work(scope.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(scope.clientId);
  expect(attempt).toMatchObject({ status: "invoice_open" });
  return { scope, order: await present({ clientId: scope.clientId, id: attempt?.id ?? "" }) };
}

const transfer = (order: Order, amount: number) =>
  control("bankTransfer", { invoice: order.invoice?.id, amount });
const shown = (scope: ClientScope) =>
  withLocale("nl", async () => (await getTopupPage(scope)).attempts[0]?.invoice ?? null);

test("by SEPA within 14 days, as every invoice that is sent", async () => {
  const { order } = await invoiced();
  const invoice = await stripe().invoices.retrieve(order.invoice?.id ?? "");
  expect(invoice).toMatchObject({
    collection_method: "send_invoice",
    payment_settings: { payment_method_types: ["customer_balance"] },
  });
  expect(await sums(order)).toMatchObject({ available: 119 });
});

test("a client whom the owner trusts has the hours at once; paid, nothing is credited twice", async () => {
  const { scope, order } = await invoiced(600);
  expect(order).toMatchObject({ state: "invoiced", onTrust: true });
  expect(await sums(order)).toMatchObject({ available: 719 });
  expect(await shown(scope)).toMatchObject({ onTrust: true });
  await later(2, sweepTopups);
  await runJobs();
  expect(await attemptsOf(order.clientId)).toMatchObject([{ status: "invoice_open" }]);
  await transfer(order, all);
  await Promise.all([1, 2, 3].map(() => syncTopup(order.clientId, order.id)));
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "paid" });
  expect(await attemptsOf(order.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(await sums(order)).toMatchObject({ available: 719 });
  expect(await toppings(order.clientId)).toEqual(["topup-invoice", "invoice-paid"]);
  expect(await comparePayments()).toEqual([]);
});

test("on trust and void: the hours are taken back; beyond its limit a client pays first", async () => {
  const { scope, order } = await invoiced(600);
  expect(await closeInvoice(await aColleague("owner"), await present(order), "void")).toMatchObject({
    ok: true,
  });
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "cancelled" });
  expect(await sums(order)).toMatchObject({ available: 119 });
  expect(await comparePayments()).toEqual([]);
  await setCreditLimit(await aColleague("owner"), scope.clientId, 540);
  expect(await choose(scope, { mode: "invoice" })).toEqual({ ok: true, value: null });
  await runJobs();
  expect(await attemptsOf(order.clientId)).toMatchObject([{ status: "invoice_open" }, { status: "failed" }]);
  expect(await sums(order)).toMatchObject({ available: 119 });
});

test("on trust and void at Stripe, seen first by the worker: it ends as it does by webhook", async () => {
  const { scope, order } = await invoiced(600);
  await stripe().invoices.voidInvoice(order.invoice?.id ?? "");
  await passTime(order.clientId);
  await runTopup(order.clientId);
  expect(await present(order)).toMatchObject({ state: "cancelled", failure: "topup-voided" });
  expect(await attemptsOf(order.clientId)).toMatchObject([{ status: "failed" }]);
  expect(await toppings(order.clientId)).toEqual(["topup-invoice", "topup-stopped"]);
  expect(await withLocale("nl", () => getTopupPage(scope))).toMatchObject({
    setting: { suspended: "other" },
  });
});

test("overdue: the client hears once why nothing is topped up, its pages say so, the MSP has one task; paid, the task closes", async () => {
  const { scope, order } = await invoiced();
  expect(await shown(scope)).toMatchObject({ overdue: false });
  expect(await getTopupLine(scope)).toMatchObject({ paused: false });
  await later(13, remindOfInvoices);
  expect(await tasks(order)).toEqual([]);
  await later(15, () => Promise.all([remindOfInvoices(), remindOfInvoices()]));
  await later(16, remindOfInvoices);
  expect(await toppings(order.clientId)).toEqual(["topup-invoice", "topup-overdue"]);
  // Both say which account it is to be paid to.
  const transfers = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId: order.clientId, template: { startsWith: "topup-" } } }),
  );
  for (const { props } of transfers)
    expect(props).toMatchObject({
      transfer: { iban: order.bank?.iban, reference: order.invoice?.number, amountMinor: all },
    });
  expect(await tasks(order)).toEqual(["invoice-overdue"]);
  expect(await later(16, () => shown(scope))).toMatchObject({ overdue: true });
  expect(await later(16, () => getTopupLine(scope))).toMatchObject({ paused: true });
  await transfer(order, all);
  await later(17, remindOfInvoices);
  expect(await present(order)).toMatchObject({ state: "paid" });
  expect(await tasks(order)).toEqual([]);
  expect(await outcome(order.clientId)).toMatchObject({ minutes: 719 });
  expect(await shown(scope)).toBeNull();
});

test("part of it came: the order says so, once, and stays open", async () => {
  const { order } = await invoiced();
  await transfer(order, 50_000);
  await syncTopup(order.clientId, order.id);
  await syncTopup(order.clientId, order.id);
  expect(await present(order)).toMatchObject({ state: "invoiced", paidMinor: 50_000 });
  expect((await acts(order)).filter((action) => action === "order.part-paid")).toHaveLength(1);
});

test.each(["staff void it", "its buyer gives it up"] as const)(
  "%s: void, told, and no other follows until somebody chooses anew",
  async (who) => {
    const { scope, order } = await invoiced();
    await later(15, remindOfInvoices);
    expect(
      who === "staff void it"
        ? await closeInvoice(await aColleague("owner"), await present(order), "void")
        : await giveUpInvoice(scope, order.id),
    ).toEqual({ ok: true, value: null });
    expect((await stripe().invoices.retrieve(order.invoice?.id ?? "")).status).toBe("void");
    expect(await present(order)).toMatchObject({ state: "cancelled" });
    expect(await tasks(order)).toEqual([]);
    expect(
      (await toppings(order.clientId)).filter(
        (name) => name === "topup-stopped" || name === "invoice-closed",
      ),
    ).toEqual(["topup-stopped"]);
    await later(2, sweepTopups);
    await runJobs();
    expect(await attemptsOf(order.clientId)).toHaveLength(1);
    expect(await withLocale("nl", () => getTopupPage(scope))).toMatchObject({
      setting: { suspended: "other" },
    });
    expect(await choose(scope, { mode: "invoice" })).toEqual({ ok: true, value: null });
    await runJobs();
    expect(await attemptsOf(order.clientId)).toMatchObject([
      { status: "invoice_open" },
      { status: "failed" },
    ]);
  },
);

test("turned off meanwhile and given up: the buyer hears that the invoice is void, nothing is stopped that is off", async () => {
  const { scope, order } = await invoiced();
  expect(await choose(scope, { mode: "off" })).toEqual({ ok: true, value: null });
  expect(await giveUpInvoice(scope, order.id)).toEqual({ ok: true, value: null });
  expect(await toppings(order.clientId)).toEqual(["topup-invoice", "invoice-closed"]);
  expect(await attemptsOf(order.clientId)).toMatchObject([{ status: "canceled" }]);
});

test("paid to the MSP's own account: staff say so, and the hours are there", async () => {
  const { order } = await invoiced();
  expect(await closeInvoice(await aColleague("finance"), order, "paid-elsewhere")).toEqual({
    ok: true,
    value: null,
  });
  expect(await present(order)).toMatchObject({ state: "paid" });
  expect(await attemptsOf(order.clientId)).toMatchObject([{ status: "succeeded" }]);
});
