import { atCheckout, control, emulator, fresh, runJobs, until } from "./world.ts";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { keepBankAccount } from "#app/billing/bank-invoice/bank-account.server.ts";
import { closeInvoice } from "#app/billing/bank-invoice/close-invoice.server.ts";
import { giveUpInvoice } from "#app/billing/bank-invoice/give-up-invoice.server.ts";
import { issueInvoice } from "#app/billing/bank-invoice/issue-invoice.server.ts";
import { remindOfInvoices } from "#app/billing/bank-invoice/remind.server.ts";
import { setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import { syncBankInvoice } from "#app/billing/bank-invoice/sync-invoice.server.ts";
import { getBuyPage } from "#app/billing/buy-page.server.ts";
import { cancelOrder } from "#app/billing/cancel-order.server.ts";
import { onItsWayMinutes } from "#app/billing/order-list-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import { getOrderPage } from "#app/billing/order-page.server.ts";
import { findHoursState } from "#app/hours/store/hours-state.server.ts";
import { placeOrder } from "#app/billing/place-order.server.ts";
import { comparePayments, repairPayments } from "#app/billing/reconcile/compare-payments.server.ts";
import { askRefund } from "#app/billing/refund/ask-refund.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { findOrder, findOrderByForm } from "#app/billing/store.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { bankAccount } from "#test/builders/msp.ts";

import { aColleague, sums, letters, look, tasks, work } from "./billing-world.ts";
import { aBuyer, blockOf, inShop, outcome, present } from "./shop.ts";

let noor: StaffScope;
inShop(async () => {
  noor = await aColleague("owner");
});

const all = 114_950;
const place = async (petra: ClientScope, formKey = fresh()) =>
  placeOrder(petra, { blockId: await blockOf(10), formKey, seenGrossMinor: all, byTransfer: true });

async function invoiced(limitMinutes = 0): Promise<{ petra: ClientScope; order: Order }> {
  const petra = await aBuyer();
  if (limitMinutes > 0) await setCreditLimit(noor, petra.clientId, limitMinutes);
  const formKey = fresh();
  await place(petra, formKey);
  const order = await asSystem((tx) => findOrderByForm(tx, petra.clientId, formKey));
  if (!order) throw new Error("no order");
  return { petra, order };
}

const transfer = (order: Order, amount: number) =>
  control("bankTransfer", { invoice: order.invoice?.id, amount });
const sync = (order: Order) => syncBankInvoice(order.clientId, order.id);
const onItsWay = (order: Order) => asSystem((tx) => onItsWayMinutes(tx, order.clientId));
const later = <T>(days: number, run: () => Promise<T>) =>
  asOf(new Date(now().getTime() + days * 86_400_000), run);

test("an invoice marked as paid at Stripe, without a payment intent: credited once by its event and by the comparison", async () => {
  const { petra, order } = await invoiced();
  await stripe().invoices.pay(order.invoice?.id ?? "", { paid_out_of_band: true });
  const different = async () =>
    (await comparePayments()).filter(({ clientId }) => clientId === petra.clientId).map(({ kind }) => kind);
  expect(await different()).toEqual(["payment-without-hours"]);
  await Promise.all([control("webhooks", { release: true }), repairPayments()]);
  await runJobs();
  await repairPayments();
  expect(await different()).toEqual([]);
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600, lots: [{ minutes: 600 }] });
  expect(await present(order)).toMatchObject({ state: "paid", paymentIntent: null });
});

test("an invoice of 14 days by SEPA: ordered until it is paid, then hours, once", async () => {
  const { petra, order } = await invoiced();
  expect(order).toMatchObject({ state: "invoiced", origin: "bank_invoice", onTrust: false, lotId: null });
  expect(Math.round(((order.dueAt?.getTime() ?? 0) - now().getTime()) / 86_400_000)).toBe(14);
  const invoice = await stripe().invoices.retrieve(order.invoice?.id ?? "");
  expect(invoice).toMatchObject({
    status: "open",
    total: all,
    collection_method: "send_invoice",
    metadata: { orderId: order.id },
  });
  expect(await onItsWay(order)).toBe(600);
  expect(await sums(order)).toMatchObject({ available: 0 });
  // Whereto it is paid stands on the order, in the letter and in the code; its hours are ordered, not on their way.
  const number = order.invoice?.number ?? "";
  const iban = order.bank?.iban ?? "";
  expect(iban).toMatch(/^NL\d\d[A-Z]{4}\d{10}$/);
  const page = await getOrderPage(petra, order.id);
  expect(page?.transfer).toMatchObject({
    iban,
    holder: "Helder IT B.V.",
    amountMinor: all,
    reference: number,
    qr: expect.stringContaining("<svg") as unknown,
  });
  const [letter] = await asSystem((tx) => tx.letter.findMany({ where: { clientId: order.clientId } }));
  expect(letter?.props).toMatchObject({ transfer: { iban, reference: number, amountMinor: all } });
  const state = await asSystem((tx) => findHoursState(tx, order.clientId, now()));
  expect(state).toMatchObject({ on_its_way: 0, ordered: [{ invoice: number, minutes: 600 }] });
  await transfer(order, all);
  await Promise.all([sync(order), sync(order), sync(order)]);
  expect(await present(order)).toMatchObject({ state: "paid", paidMinor: all });
  expect((await getOrderPage(petra, order.id))?.transfer).toBeNull();
  expect(await sums(order)).toMatchObject({ available: 600, refunded: 0 });
  expect(await onItsWay(order)).toBe(0);
  expect(await letters(order.clientId)).toEqual(["invoice-ready", "hours-bought"]);
});

test("an answer that comes late says nothing over what a newer one said", async () => {
  const { order } = await invoiced();
  const asked = () => emulator.log().filter(({ operation }) => operation === "invoices.retrieve").length;
  const before = asked();
  await control("faults", { op: "invoices.retrieve", mode: "delay_after", times: 1, ms: 1500 });
  const late = sync(order);
  await until(async () => asked() > before);
  await transfer(order, 50_000);
  await sync(order);
  expect(await present(order)).toMatchObject({ paidMinor: 50_000 });
  await late;
  expect(await present(order)).toMatchObject({ state: "invoiced", paidMinor: 50_000 });
});

test("part-paid stays open and is shown; the rest makes it paid", async () => {
  const { order } = await invoiced();
  await transfer(order, 50_000);
  await sync(order);
  expect(await present(order)).toMatchObject({ state: "invoiced", paidMinor: 50_000 });
  expect(await sums(order)).toMatchObject({ available: 0 });
  await transfer(order, all - 50_000);
  await sync(order);
  expect(await present(order)).toMatchObject({ state: "paid", paidMinor: all });
  expect(await sums(order)).toMatchObject({ available: 600 });
});

test("a client whom the owner trusts has the hours at once, up to the limit, also from eight orders at once", async () => {
  const petra = await aBuyer();
  await setCreditLimit(noor, petra.clientId, 1200);
  await Promise.all(Array.from({ length: 4 }, () => place(petra)));
  const orders = await asSystem((tx) => tx.blockOrder.findMany({ where: { clientId: petra.clientId } }));
  expect(orders.filter((order) => order.onTrust)).toHaveLength(2);
  expect(await sums({ clientId: petra.clientId, id: fresh() })).toMatchObject({ available: 1200 });
  expect(await asSystem((tx) => onItsWayMinutes(tx, petra.clientId))).toBe(1200);
});

test("on trust and paid: nothing is credited twice, the money is acknowledged", async () => {
  const { order } = await invoiced(600);
  expect(await sums(order)).toMatchObject({ available: 600 });
  await transfer(order, all);
  await sync(order);
  expect(await present(order)).toMatchObject({ state: "paid" });
  expect(await sums(order)).toMatchObject({ available: 600 });
  expect(await letters(order.clientId)).toEqual(["invoice-ready", "invoice-paid"]);
});

test("on trust and void: the hours are taken back but for what was paid of them; what was used is owed", async () => {
  const { order } = await invoiced(600);
  await work(order.clientId, 360);
  await transfer(order, all / 2);
  await sync(order);
  expect(await closeInvoice(noor, await present(order), "void")).toMatchObject({ ok: true });
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "cancelled", failure: "invoice-void" });
  expect(await sums(order)).toMatchObject({ available: 0, owed: 60, refunded: all / 2 });
  expect(await tasks(order)).toEqual(["void-part-paid"]);
  expect(await letters(order.clientId)).toEqual(["invoice-ready", "invoice-closed"]);
});

test("written off in the dashboard, and paid after all: the hours go and come back", async () => {
  const { order } = await invoiced(600);
  await stripe().invoices.markUncollectible(order.invoice?.id ?? "");
  await sync(order);
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "failed", failure: "invoice-uncollectible" });
  expect(await sums(order)).toMatchObject({ available: 0, refunded: all });
  await transfer(order, all);
  await sync(order);
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "paid", failure: null });
  expect(await sums(order)).toMatchObject({ available: 600, refunded: 0 });
});

test("paid to the MSP's own account: a person says so, twice is once; a refund of it goes outside Stripe too", async () => {
  const { order } = await invoiced();
  expect(await closeInvoice(await aColleague("account_manager"), order, "paid-elsewhere")).toEqual({
    ok: false,
    refusal: "may-not",
  });
  const on = dayIn("Europe/Amsterdam", now());
  const noted = (amountMinor: number) => closeInvoice(noor, order, "paid-elsewhere", { on, amountMinor });
  expect(await noted(all + 1)).toEqual({ ok: false, refusal: "too-much-came" });
  const answers = await Promise.all([noted(all), noted(all)]);
  expect(answers.some((answer) => answer.ok)).toBe(true);
  expect(await closeInvoice(noor, await present(order), "paid-elsewhere")).toEqual({
    ok: false,
    refusal: "not-open",
  });
  expect(await present(order)).toMatchObject({ state: "paid", receivedOn: on });
  expect(await sums(order)).toMatchObject({ available: 600 });
  await askRefund(noor, {
    orderId: order.id,
    clientId: order.clientId,
    formKey: fresh(),
    amountMinor: all / 2,
    reason: "Te veel",
  });
  await runJobs();
  expect((await stripe().creditNotes.list({ invoice: order.invoice?.id ?? "" })).data).toMatchObject([
    { out_of_band_amount: all / 2 },
  ]);
  expect(await sums(order)).toMatchObject({ available: 300, refunded: all / 2 });
});

test("where Stripe gives the customer no account, the invoice is paid to the MSP's own of its settings", async () => {
  const { order } = await invoiced();
  const { clientId, id } = order;
  await asSystem(async (tx) => {
    await tx.msp.updateMany({ data: { iban: "NL91ABNA0417164300", accountHolder: "Helder IT Beheer" } });
    await tx.client.update({ where: { id: clientId }, data: { stripeCustomerId: `cus_gone_${clientId}` } });
    await tx.blockOrder.updateMany({
      where: { clientId, id },
      data: { bankIban: null, bankBic: null, bankHolder: null },
    });
  });
  await keepBankAccount(clientId, id);
  expect((await present(order)).bank).toEqual({
    iban: "NL91ABNA0417164300",
    bic: null,
    holder: "Helder IT Beheer",
  });
});

test("an invoice that somebody pays by card on its page is not said to be paid by bank transfer", async () => {
  const { order } = await invoiced();
  await atCheckout(order.invoice?.url ?? "", { method: "card" });
  await sync(order);
  expect(await present(order)).toMatchObject({ state: "paid", paymentMethod: "card" });
  expect(
    await askRefund(noor, {
      orderId: order.id,
      clientId: order.clientId,
      formKey: fresh(),
      amountMinor: all,
      reason: "Te veel",
    }),
  ).toMatchObject({ ok: true });
  expect(await sums(order)).toMatchObject({ available: 0, refunded: all });
});

test("a refund of a bank transfer goes back through Stripe", async () => {
  const { order } = await invoiced();
  await transfer(order, all);
  await sync(order);
  expect(
    await askRefund(noor, {
      orderId: order.id,
      clientId: order.clientId,
      formKey: fresh(),
      amountMinor: all,
      reason: "Te veel",
    }),
  ).toMatchObject({ ok: true });
  expect(await sums(order)).toMatchObject({ available: 0, refunded: all });
});

test("overdue: one letter, one task, however often the day comes; paid meanwhile: none; paid later: the task closes", async () => {
  const { order } = await invoiced();
  const { order: paid } = await invoiced();
  await transfer(paid, all);
  await later(13, remindOfInvoices);
  expect(await tasks(order)).toEqual([]);
  await later(15, () => Promise.all([remindOfInvoices(), remindOfInvoices()]));
  await later(16, remindOfInvoices);
  expect(await letters(order.clientId)).toEqual(["invoice-ready", "invoice-overdue"]);
  expect(await tasks(order)).toEqual(["invoice-overdue"]);
  expect(await tasks(paid)).toEqual([]);
  expect(
    await asSystem((tx) =>
      tx.auditEvent.count({ where: { clientId: order.clientId, action: "order.invoice-overdue" } }),
    ),
  ).toBe(1);
  await transfer(order, all);
  await sync(order);
  expect(await tasks(order)).toEqual([]);
});

test("one invoice that can't be looked at keeps no other client's reminder waiting", async () => {
  const { order: first } = await invoiced();
  const { order: second } = await invoiced();
  await asSystem((tx) =>
    tx.blockOrder.update({
      where: { clientId_id: { clientId: first.clientId, id: first.id } },
      data: { stripeInvoice: "in_that_is_gone" },
    }),
  );
  await expect(later(15, remindOfInvoices)).rejects.toThrow("an open invoice could not be looked at");
  expect(await tasks(second)).toEqual(["invoice-overdue"]);
  await asSystem((tx) =>
    tx.blockOrder.update({
      where: { clientId_id: { clientId: first.clientId, id: first.id } },
      data: { stripeInvoice: first.invoice?.id ?? null },
    }),
  );
  await later(15, remindOfInvoices);
  expect(await tasks(first)).toEqual(["invoice-overdue"]);
});

test.each(["500", "500_after", "drop_after"])(
  "Stripe fails at voiding (%s): who wanted it is on record, and the next try voids it",
  async (mode) => {
    const { order } = await invoiced();
    await control("faults", { op: "invoices.voidInvoice", mode, times: 1 });
    const tries = [
      await closeInvoice(noor, order, "void"),
      await closeInvoice(noor, await present(order), "void"),
      await closeInvoice(noor, await present(order), "void"),
    ];
    expect(tries.filter((one) => one.ok)).toHaveLength(1);
    expect(await present(order)).toMatchObject({ state: "cancelled" });
    const [asked] = await asSystem((tx) =>
      tx.auditEvent.findMany({
        where: { clientId: order.clientId, action: { startsWith: "order.invoice-void" } },
        orderBy: { at: "asc" },
      }),
    );
    expect(asked).toMatchObject({ action: "order.invoice-void-asked" });
  },
);

test("a credit note before it is paid lowers what comes, and so the hours", async () => {
  const { order } = await invoiced(600);
  await stripe().creditNotes.create({ invoice: order.invoice?.id ?? "", amount: all / 2 });
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 300, refunded: all / 2 });
});

test.each(["drop_before", "500", "drop_after", "500_after"])(
  "Stripe fails at each step (%s): the order is kept, one invoice comes of it",
  async (mode) => {
    for (const op of ["invoices.create", "invoiceItems.create", "invoices.finalizeInvoice"]) {
      const petra = await aBuyer();
      const formKey = fresh();
      await control("faults", { op, mode, times: 2 });
      expect(await place(petra, formKey)).toMatchObject({ ok: true });
      const order = await asSystem((tx) => findOrderByForm(tx, petra.clientId, formKey));
      if (!order) throw new Error("no order");
      for (let turn = 0; turn < 3 && (await present(order)).state === "open"; turn += 1)
        await issueInvoice(order.clientId, order.id);
      const { stripeCustomerId } = await asSystem((tx) =>
        tx.client.findUniqueOrThrow({ where: { id: petra.clientId } }),
      );
      const invoices = (await stripe().invoices.list({ customer: stripeCustomerId ?? "" })).data;
      expect(invoices.filter(({ status }) => status === "open")).toHaveLength(1);
      expect(await present(order)).toMatchObject({
        state: "invoiced",
        invoice: { id: invoices.find(({ status }) => status === "open")?.id },
      });
      expect((await stripe().invoices.retrieve((await present(order)).invoice?.id ?? "")).total).toBe(all);
    }
  },
);

test("the same form twice is one order and one invoice; another currency than euro can't pay by SEPA", async () => {
  const petra = await aBuyer();
  const formKey = fresh();
  await Promise.all([place(petra, formKey), place(petra, formKey)]);
  await runJobs();
  expect(await asSystem((tx) => tx.blockOrder.count({ where: { clientId: petra.clientId } }))).toBe(1);
  const { stripeCustomerId } = await asSystem((tx) =>
    tx.client.findUniqueOrThrow({ where: { id: petra.clientId } }),
  );
  expect(
    (await stripe().invoices.list({ customer: stripeCustomerId ?? "" })).data.filter(
      ({ status }) => status === "open",
    ),
  ).toHaveLength(1);
});

test("an order that waits for its invoice can be given up, and is not invoiced then", async () => {
  const petra = await aBuyer();
  const formKey = fresh();
  await control("faults", { op: "invoices.create", mode: "drop_before", times: 2 });
  await place(petra, formKey);
  const order = await asSystem((tx) => findOrderByForm(tx, petra.clientId, formKey));
  await cancelOrder(petra, order?.id ?? "");
  expect(await issueInvoice(petra.clientId, order?.id ?? "")).toBe(true);
  expect(await asSystem((tx) => findOrder(tx, petra.clientId, order?.id ?? ""))).toMatchObject({
    state: "cancelled",
    invoice: null,
  });
});

test("only the owner sets the limit; it is on record once", async () => {
  const petra = await aBuyer();
  expect(await setCreditLimit(await aColleague("finance"), petra.clientId, 600)).toEqual({
    ok: false,
    refusal: "owner-only",
  });
  await setCreditLimit(noor, petra.clientId, 600);
  await setCreditLimit(noor, petra.clientId, 600);
  expect(
    await asSystem((tx) =>
      tx.auditEvent.count({ where: { clientId: petra.clientId, action: "client.credit-changed" } }),
    ),
  ).toBe(1);
});

const setMsp = (data: { iban?: string | null; accountHolder?: string | null; transfersByHand?: boolean }) =>
  asSystem((tx) => tx.msp.updateMany({ data }));

test("without an account of the MSP's own no bank transfer is offered, and none is taken", async () => {
  const petra = await aBuyer();
  await setMsp({ iban: null });
  expect((await getBuyPage(petra)).transfer).toBeNull();
  expect(await place(petra)).toEqual({ ok: false, refusal: "no-bank-account" });
  await setMsp(bankAccount);
  expect((await getBuyPage(petra)).transfer).toEqual({ byHand: false, trustedMinutes: 0 });
});

describe("handled by the MSP without Stripe", () => {
  beforeAll(() => setMsp({ ...bankAccount, transfersByHand: true }));
  afterAll(() => setMsp({ transfersByHand: false }));
  const today = () => dayIn("Europe/Amsterdam", now());

  test("an order shows account, amount and reference at once; noted with its day, the money brings the hours, once", async () => {
    const asked = emulator.log().length;
    const { petra, order } = await invoiced(600);
    expect(order).toMatchObject({ state: "invoiced", byHand: true, onTrust: false, invoice: null });
    const page = await getOrderPage(petra, order.id);
    expect(page?.transfer).toMatchObject({
      ...{ iban: bankAccount.iban, amountMinor: all, reference: String(order.number) },
    });
    expect(page?.dueOn).toBe(addDays(today(), 14));
    expect(await letters(order.clientId)).toEqual(["invoice-ready"]);
    const note = async (amountMinor: number, on = today()) =>
      closeInvoice(noor, await present(order), "paid-elsewhere", { on, amountMinor });
    expect(await note(all - 1)).toEqual({ ok: false, refusal: "too-little-came" });
    expect(await note(all, addDays(today(), 1))).toEqual({ ok: false, refusal: "came-ahead" });
    expect(await sums(order)).toMatchObject({ refunded: undefined });
    expect(emulator.log()).toHaveLength(asked);
    await later(15, remindOfInvoices);
    expect(await tasks(order)).toEqual(["invoice-overdue"]);
    const answers = [await note(all), await note(all)];
    expect(answers).toEqual([
      { ok: true, value: null },
      { ok: false, refusal: "not-open" },
    ]);
    expect(await present(order)).toMatchObject({ state: "paid", receivedOn: today() });
    expect(await sums(order)).toMatchObject({ available: 600 });
    expect((await letters(order.clientId)).sort()).toEqual([
      "hours-bought",
      "invoice-overdue",
      "invoice-ready",
    ]);
    expect(await tasks(order)).toEqual([]);
    await runJobs();
    expect((await comparePayments()).filter(({ clientId }) => clientId === order.clientId)).toEqual([]);
  });

  test("it is given up by its buyer or ended by staff, and then not paid any more", async () => {
    const { petra, order } = await invoiced();
    expect(await giveUpInvoice(petra, order.id)).toEqual({ ok: true, value: null });
    expect(await giveUpInvoice(petra, order.id)).toEqual({ ok: false, refusal: "not-open" });
    const { order: other } = await invoiced();
    expect(await closeInvoice(noor, other, "void")).toEqual({ ok: true, value: null });
    for (const one of [order, other]) {
      expect(await present(one)).toMatchObject({ state: "cancelled" });
      expect(await letters(one.clientId)).toEqual(["invoice-ready", "invoice-closed"]);
      expect(await closeInvoice(noor, one, "paid-elsewhere", { on: today(), amountMinor: all })).toEqual({
        ok: false,
        refusal: "not-open",
      });
    }
  });
});
