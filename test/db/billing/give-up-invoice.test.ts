import { atCheckout, control, fresh, runJobs } from "./world.ts";

import { expect, test } from "vitest";

import { giveUpInvoice } from "#app/billing/bank-invoice/give-up-invoice.server.ts";
import { issueInvoice } from "#app/billing/bank-invoice/issue-invoice.server.ts";
import { setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import { getInvoicesPage } from "#app/billing/invoices-page.server.ts";
import type { Order } from "#app/billing/order.ts";
import { getOrderPage } from "#app/billing/order-page.server.ts";
import { placeOrder } from "#app/billing/place-order.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { findOrderByForm } from "#app/billing/store.server.ts";
import { reconcileOrders, syncOrder } from "#app/billing/sync-order.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { aColleague, sums, letters, tasks, work } from "./billing-world.ts";
import { aBuyer, atNewCheckout, blockOf, colleague, inShop, order as orderBlock, present } from "./shop.ts";

inShop();

const all = 114_950;

async function ordered(petra: ClientScope): Promise<Order> {
  const formKey = fresh();
  await placeOrder(petra, { blockId: await blockOf(10), formKey, seenGrossMinor: all, byTransfer: true });
  const order = await asSystem((tx) => findOrderByForm(tx, petra.clientId, formKey));
  if (!order) throw new Error("no order");
  return order;
}

async function invoiced(limitMinutes = 0): Promise<{ petra: ClientScope; order: Order }> {
  const petra = await aBuyer();
  if (limitMinutes > 0) await setCreditLimit(await aColleague("owner"), petra.clientId, limitMinutes);
  return { petra, order: await ordered(petra) };
}

const transfer = (order: Order, amount: number) =>
  control("bankTransfer", { invoice: order.invoice?.id, amount });
const acts = async (order: Order, like: string): Promise<string[]> =>
  (
    await asSystem((tx) =>
      tx.auditEvent.findMany({
        where: { clientId: order.clientId, action: { startsWith: like } },
        orderBy: { at: "asc" },
      }),
    )
  ).map(({ action }) => action);
const toldOfHours = async ({ clientId }: Order): Promise<unknown> => {
  const letter = await asSystem((tx) =>
    tx.letter.findFirst({ where: { clientId, template: "invoice-closed" } }),
  );
  return letter?.props;
};
const refused = (refusal: string) => ({ ok: false, refusal });

test("a buyer gives up an open invoice: void at Stripe, on record, one letter, and kept in the list; at once or again it is the same", async () => {
  const { petra, order } = await invoiced();
  expect(
    await giveUpInvoice(await colleague(petra.clientId, petra.clientName, "approver"), order.id),
  ).toEqual(refused("may-not-buy"));
  expect(await giveUpInvoice(await aBuyer(), order.id)).toEqual(refused("not-open"));
  const finance = await colleague(petra.clientId, petra.clientName, "finance");
  const answers = await Promise.all([
    giveUpInvoice(petra, order.id),
    giveUpInvoice(finance, order.id),
    giveUpInvoice(petra, order.id),
  ]);
  expect(answers.some(({ ok }) => ok)).toBe(true);
  expect(await giveUpInvoice(petra, order.id)).toEqual(refused("not-open"));
  expect(await present(order)).toMatchObject({ state: "cancelled", failure: "invoice-void" });
  expect((await stripe().invoices.retrieve(order.invoice?.id ?? "")).status).toBe("void");
  expect(await letters(order.clientId)).toEqual(["invoice-ready", "invoice-closed"]);
  expect(await toldOfHours(order)).toMatchObject({ onTrust: false });
  expect(await getInvoicesPage(petra)).toMatchObject({
    unfinished: [],
    ended: [{ id: order.id, state: "cancelled", invoiceNumber: order.invoice?.number }],
  });
  const page = await getOrderPage(petra, order.id);
  expect([page?.order.lotId, page?.dueOn === null]).toEqual([null, false]);
  expect(new Set(await acts(order, "order.invoice-"))).toEqual(
    new Set(["order.invoice-void-asked", "order.invoice-voided", "order.invoice-closed"]),
  );
});

test("hours that were given in advance go with it, as long as none is used", async () => {
  const { petra, order } = await invoiced(600);
  expect(await sums(order)).toMatchObject({ available: 600 });
  expect(await giveUpInvoice(petra, order.id)).toEqual({ ok: true, value: null });
  await runJobs();
  expect(await sums(order)).toMatchObject({ available: 0, owed: 0 });
  expect(await toldOfHours(order)).toMatchObject({ onTrust: true });

  const { petra: second, order: used } = await invoiced(600);
  await work(used.clientId, 60);
  expect(await giveUpInvoice(second, used.id)).toEqual(refused("hours-used"));
  expect(await present(used)).toMatchObject({ state: "invoiced" });
  expect((await stripe().invoices.retrieve(used.invoice?.id ?? "")).status).toBe("open");
});

test("part-paid, being paid and paid are not given up, also when nobody heard of the money yet", async () => {
  const part = await invoiced();
  await transfer(part.order, 50_000);
  expect(await giveUpInvoice(part.petra, part.order.id)).toEqual(refused("part-paid"));
  expect(await present(part.order)).toMatchObject({ state: "invoiced", paidMinor: 50_000 });
  const paid = await invoiced();
  await transfer(paid.order, all);
  expect(await giveUpInvoice(paid.petra, paid.order.id)).toEqual(refused("not-open"));
  expect(await present(paid.order)).toMatchObject({ state: "paid" });
  const coming = await invoiced();
  await atCheckout(coming.order.invoice?.url ?? "", { method: "sepa_debit" });
  expect(await giveUpInvoice(coming.petra, coming.order.id)).toEqual(refused("being-paid"));
  expect(await tasks(part.order)).toEqual([]);
});

test.each(["500", "500_after", "drop_after", "drop_before"])(
  "Stripe fails at voiding (%s): said so, on record, and the next try voids it",
  async (mode) => {
    const { petra, order } = await invoiced();
    await control("faults", { op: "invoices.voidInvoice", mode, times: 1 });
    const tries = [
      await giveUpInvoice(petra, order.id),
      await giveUpInvoice(petra, order.id),
      await giveUpInvoice(petra, order.id),
    ];
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await present(order)).toMatchObject({ state: "cancelled" });
    expect((await acts(order, "order.invoice-void-asked")).length).toBeGreaterThan(0);
  },
);

const later = <T>(hours: number, run: () => Promise<T>) =>
  asOf(new Date(now().getTime() + hours * 3_600_000), run);

async function withoutInvoice(): Promise<Order> {
  await control("faults", { op: "invoices.create", mode: "drop_before", times: 2 });
  const order = await ordered(await aBuyer());
  expect(order).toMatchObject({ state: "open", invoice: null });
  return order;
}

test("an invoice that was never made is made by the next round", async () => {
  const order = await withoutInvoice();
  await later(1, async () => {
    await reconcileOrders();
    await runJobs();
  });
  expect(await present(order)).toMatchObject({ state: "invoiced" });
  expect(await letters(order.clientId)).toEqual(["invoice-ready"]);
});

test("made at Stripe and never heard of again, a draft that somebody deleted: the next rounds put it right", async () => {
  const order = await withoutInvoice();
  await control("faults", { op: "invoices.finalizeInvoice", mode: "drop_after", times: 2 });
  expect(await issueInvoice(order.clientId, order.id)).toBe(false);
  await syncOrder(order.clientId, order.id);
  expect(await present(order)).toMatchObject({ state: "invoiced" });

  const lost = await withoutInvoice();
  await asSystem((tx) =>
    tx.blockOrder.update({
      where: { clientId_id: { clientId: lost.clientId, id: lost.id } },
      data: { stripeInvoice: "in_that_is_gone" },
    }),
  );
  await expect(syncOrder(lost.clientId, lost.id)).rejects.toThrow("Stripe can't make the invoice yet");
  await syncOrder(lost.clientId, lost.id);
  expect(await present(lost)).toMatchObject({ state: "invoiced", attempt: 2 });
  expect((await stripe().invoices.retrieve((await present(lost)).invoice?.id ?? "")).status).toBe("open");
});

test("a day without an invoice: given up, on record and said so; never invoiced afterwards", async () => {
  const order = await withoutInvoice();
  await later(25, () => syncOrder(order.clientId, order.id));
  expect(await present(order)).toMatchObject({ state: "expired", failure: "never-invoiced" });
  expect(await letters(order.clientId)).toEqual(["invoice-closed"]);
  expect(await acts(order, "order.expired")).toEqual(["order.expired"]);
  expect(await issueInvoice(order.clientId, order.id)).toBe(true);
  expect((await present(order)).invoice).toBeNull();
});

test("an order that a newer one replaces, and one that was never opened, are on record as expired", async () => {
  const petra = await aBuyer();
  const { order: first } = await atNewCheckout(petra);
  await atNewCheckout(petra);
  expect(await present(first)).toMatchObject({ state: "expired", failure: "replaced" });
  expect(await acts(first, "order.expired")).toEqual(["order.expired"]);
  const started = await orderBlock(await aBuyer());
  if (!started.ok) throw new Error(started.refusal);
  await later(25, () => syncOrder(started.value.clientId, started.value.id));
  expect(await acts(started.value, "order.expired")).toEqual(["order.expired"]);
});
