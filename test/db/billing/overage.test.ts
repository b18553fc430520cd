import { control, fresh, runJobs, until } from "./world.ts";

import { expect, test } from "vitest";

import { closeInvoice } from "#app/billing/bank-invoice/close-invoice.server.ts";
import { giveUpInvoice } from "#app/billing/bank-invoice/give-up-invoice.server.ts";
import { remindOfInvoices } from "#app/billing/bank-invoice/remind.server.ts";
import { syncBankInvoice } from "#app/billing/bank-invoice/sync-invoice.server.ts";
import { cancelOrder } from "#app/billing/cancel-order.server.ts";
import { onItsWayMinutes } from "#app/billing/order-list-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import { invoiceOverage, invoiceOverages } from "#app/billing/overage/make-overage.server.ts";
import { comparePayments } from "#app/billing/reconcile/compare-payments.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { reconcileOrders } from "#app/billing/sync-order.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { aColleague, sums, letters, tasks } from "./billing-world.ts";
import { aBuyer, colleague, inShop, present } from "./shop.ts";
import { give, work } from "./topup-world.ts";

let noor: StaffScope;
inShop(async () => {
  noor = await aColleague("owner");
});

/** So many days after the first of the month that follows today's, plus further months. */
function inMonth(ahead: number, dayOfMonth: number): Date {
  const today = now();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, dayOfMonth, 9));
}
const thisMonth = inMonth(0, 1).toISOString().slice(0, 7);
const nextMonth = inMonth(1, 1).toISOString().slice(0, 7);
const afterwards = <T>(run: () => Promise<T>, ahead = 1, dayOfMonth = 3) =>
  asOf(inMonth(ahead, dayOfMonth), run);

const policy = (clientId: string, to: "invoice" | "cover_next") =>
  asSystem(
    (tx) =>
      tx.$queryRaw`select hours_configure(${clientId}::uuid, ${fresh()}, ${to}, null::int, null::int, 0, ${now()}, 'system')::text`,
  );

/** A client that is invoiced for work below zero and owes so many minutes. */
async function owing(minutes: number, details: Parameters<typeof aBuyer>[0] = {}): Promise<ClientScope> {
  const petra = await aBuyer(details);
  await policy(petra.clientId, "invoice");
  if (minutes > 0) await work(petra.clientId, minutes);
  return petra;
}

const ordersOf = (clientId: string) => asSystem((tx) => listOrders(tx, clientId));
async function onlyOrder(clientId: string): Promise<Order> {
  const [order, ...more] = await ordersOf(clientId);
  if (!order || more.length > 0) throw new Error(`${more.length + (order ? 1 : 0)} orders`);
  return order;
}
const stand = (clientId: string) => sums({ clientId, id: fresh() });
const transfer = (order: Order, amount: number) =>
  control("bankTransfer", { invoice: order.invoice?.id, amount });

test("a closed month's debt is one invoice at the hourly rate, whoever makes it and however often; its hours settle the debt at once, its payment changes no hours", async () => {
  const petra = await owing(75);
  await colleague(petra.clientId, petra.clientName, "finance");
  await afterwards(() =>
    Promise.all([
      invoiceOverage(petra.clientId),
      invoiceOverage(petra.clientId),
      invoiceOverages(),
      invoiceOverage(petra.clientId),
    ]),
  );
  await afterwards(invoiceOverages, 1, 20);
  const order = await onlyOrder(petra.clientId);
  // 75 minutes at 95.00 an hour: 118.75, and 21 % of it, 24.9375.
  expect(order).toMatchObject({
    origin: "overage_invoice",
    coversMonth: thisMonth,
    state: "invoiced",
    minutes: 75,
    netMinor: 11_875,
    vatMinor: 2494,
    grossMinor: 14_369,
    onTrust: true,
  });
  expect(await stand(petra.clientId)).toMatchObject({ available: 0, owed: 0 });
  expect(await asSystem((tx) => onItsWayMinutes(tx, petra.clientId))).toBe(0);
  const invoice = await stripe().invoices.retrieve(order.invoice?.id ?? "");
  expect(invoice).toMatchObject({ status: "open", total: 14_369 });
  expect(
    (await stripe().invoices.list({ customer: typeof invoice.customer === "string" ? invoice.customer : "" }))
      .data,
  ).toHaveLength(1);
  expect((invoice.lines.data[0]?.description ?? "").replace(/\s/g, " ")).toMatch(
    /^1 u 15 werk buiten het saldo, t\/m .+ 95,00 per uur$/,
  );
  expect(await letters(petra.clientId)).toEqual(["overage-invoice", "overage-invoice"]);
  expect(
    await asSystem((tx) =>
      tx.auditEvent.count({
        where: { clientId: petra.clientId, action: { in: ["order.created", "order.invoiced"] } },
      }),
    ),
  ).toBe(2);

  await give(petra.clientId, 60);
  expect(await stand(petra.clientId)).toMatchObject({ available: 60, owed: 0 });
  await transfer(order, 14_369);
  await Promise.all([syncBankInvoice(order.clientId, order.id), syncBankInvoice(order.clientId, order.id)]);
  expect(await present(order)).toMatchObject({ state: "paid" });
  expect(await sums(order)).toMatchObject({ available: 60, owed: 0, refunded: 0 });
  expect((await comparePayments()).filter(({ clientId }) => clientId === petra.clientId)).toEqual([]);
});

test("an odd number of minutes is rounded once; the next month's invoice holds what came since", async () => {
  const petra = await owing(61);
  await afterwards(invoiceOverages);
  // 61 minutes at 95.00: 96.5833.
  expect(await onlyOrder(petra.clientId)).toMatchObject({ netMinor: 9658, vatMinor: 2028 });
  await afterwards(() => work(petra.clientId, 30));
  await afterwards(invoiceOverages, 1, 28);
  expect(await ordersOf(petra.clientId)).toHaveLength(1);
  await afterwards(invoiceOverages, 2);
  expect(await ordersOf(petra.clientId)).toMatchObject([
    { coversMonth: nextMonth, minutes: 30, netMinor: 4750 },
    { coversMonth: thisMonth, minutes: 61 },
  ]);
  expect(await stand(petra.clientId)).toMatchObject({ available: 0, owed: 0 });
});

test("nothing before the month is closed, at another policy, or where a block came first", async () => {
  const petra = await owing(60);
  await invoiceOverages();
  await afterwards(invoiceOverages, 1, 2);
  const covered = await owing(60);
  await give(covered.clientId, 120);
  const other = await owing(60);
  await policy(other.clientId, "cover_next");
  await afterwards(() => Promise.all([invoiceOverage(covered.clientId), invoiceOverage(other.clientId)]));
  expect([
    await ordersOf(petra.clientId),
    await ordersOf(covered.clientId),
    await ordersOf(other.clientId),
  ]).toEqual([[], [], []]);
});

test("VAT as for a block: none is charged where it is reversed", async () => {
  const petra = await owing(60, { name: "Kunde", country: "DE", vatNumber: "DE136695976" });
  await afterwards(() => invoiceOverage(petra.clientId));
  expect(await onlyOrder(petra.clientId)).toMatchObject({
    vatKind: "reverse_charge",
    netMinor: 9500,
    grossMinor: 9500,
  });
});

test("staff void it: the hours are owed again, and no month invoices them by itself; its client can't cancel it", async () => {
  const petra = await owing(60);
  await afterwards(() => invoiceOverage(petra.clientId));
  const order = await onlyOrder(petra.clientId);
  expect(await giveUpInvoice(petra, order.id)).toEqual({ ok: false, refusal: "not-open" });
  expect(await closeInvoice(noor, order, "void")).toEqual({ ok: true, value: null });
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "cancelled" });
  expect(await stand(petra.clientId)).toMatchObject({ available: 0, owed: 60 });
  await afterwards(invoiceOverages, 2);
  expect(await ordersOf(petra.clientId)).toHaveLength(1);
});

test("overdue: reminded once, and a task", async () => {
  const petra = await owing(60);
  await afterwards(() => invoiceOverage(petra.clientId));
  const order = await onlyOrder(petra.clientId);
  const overdue = new Date((order.dueAt?.getTime() ?? 0) + 86_400_000);
  await asOf(overdue, remindOfInvoices);
  await asOf(overdue, remindOfInvoices);
  expect(await letters(petra.clientId)).toEqual(["overage-invoice", "invoice-overdue"]);
  expect(await tasks(order)).toEqual(["invoice-overdue"]);
});

test("details are missing: a person is asked, once; put right, the invoice goes out and the task closes", async () => {
  const petra = await owing(60, { addressLine: "" });
  await afterwards(invoiceOverages);
  await afterwards(invoiceOverages, 1, 4);
  expect(await ordersOf(petra.clientId)).toEqual([]);
  expect(await tasks(petra)).toEqual(["overage-waits"]);
  await asSystem((tx) =>
    tx.client.update({ where: { id: petra.clientId }, data: { addressLine: "Dorpsstraat 1" } }),
  );
  await afterwards(invoiceOverages, 1, 5);
  expect(await onlyOrder(petra.clientId)).toMatchObject({ state: "invoiced" });
  expect(await tasks(petra)).toEqual([]);
});

test("a block settles the debt, or work below zero is not invoiced any more: the task that asks for details closes", async () => {
  const petra = await owing(60, { addressLine: "" });
  const other = await owing(60, { addressLine: "" });
  await afterwards(invoiceOverages);
  expect([await tasks(petra), await tasks(other)]).toEqual([["overage-waits"], ["overage-waits"]]);
  await give(petra.clientId, 60);
  await policy(other.clientId, "cover_next");
  await afterwards(invoiceOverages, 1, 4);
  expect([await tasks(petra), await tasks(other)]).toEqual([[], []]);
});

test("Stripe can't be reached: the order is kept, its client can't cancel it, and a later round makes the one invoice", async () => {
  const petra = await owing(60);
  await control("faults", { op: "invoices.create", mode: "drop_before", times: 2 });
  await afterwards(() => invoiceOverage(petra.clientId));
  const order = await onlyOrder(petra.clientId);
  expect(order).toMatchObject({ state: "open", invoice: null });
  await cancelOrder(petra, order.id);
  // The order pays for the work already: hours that come before its invoice stay whole.
  expect(await stand(petra.clientId)).toMatchObject({ owed: 0 });
  await give(petra.clientId, 60);
  expect((await comparePayments()).filter(({ clientId }) => clientId === petra.clientId)).toEqual([]);
  await afterwards(
    async () => {
      await reconcileOrders();
      await runJobs();
    },
    1,
    6,
  );
  expect(await present(order)).toMatchObject({ state: "invoiced" });
  expect(await stand(petra.clientId)).toMatchObject({ available: 60, owed: 0 });
});

test("hours that come at the very moment of the count pay for the work first: nothing is left to invoice", async () => {
  const petra = await owing(75);
  let invoicing = Promise.resolve();
  await asSystem(async (tx) => {
    await tx.$queryRaw`select lot_id from hours_credit(${petra.clientId}::uuid, 'goodwill', 100, 0, 'EUR', null, ${now()}, 'system', p_idem_key => ${fresh()})`;
    invoicing = afterwards(() => invoiceOverage(petra.clientId));
    await until(async () => (await countWaiting()) > 0);
  });
  await invoicing;
  expect(await ordersOf(petra.clientId)).toEqual([]);
  expect(await stand(petra.clientId)).toMatchObject({ available: 25, owed: 0 });
});

test("whichever of an invoice and given hours comes first, each minute is paid for once", async () => {
  const clients = await Promise.all(Array.from({ length: 4 }, () => owing(75)));
  await Promise.all(
    clients.flatMap(({ clientId }, at) => [
      afterwards(() => invoiceOverage(clientId)),
      give(clientId, 60 + 10 * at),
    ]),
  );
  for (const [at, { clientId }] of clients.entries()) {
    const invoiced = (await ordersOf(clientId)).reduce((sum, { minutes }) => sum + minutes, 0);
    const { available = 0, owed = 0 } = await stand(clientId);
    expect(available - owed).toBe(60 + 10 * at + invoiced - 75);
    expect(Math.min(available, owed)).toBe(0);
    expect(available).toBeLessThanOrEqual(60 + 10 * at);
  }
});

/** The transactions of this database that wait for a row which another one holds. */
async function countWaiting(): Promise<number> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and l.locktype in ('transactionid', 'tuple') and a.datname = current_database()`,
  );
  return row?.waiting ?? 0;
}
