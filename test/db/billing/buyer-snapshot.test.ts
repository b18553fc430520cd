import { atCheckout, control, fresh, until } from "./world.ts";

import { expect, test } from "vitest";

import { issueInvoice } from "#app/billing/bank-invoice/issue-invoice.server.ts";
import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { openCheckout } from "#app/billing/open-checkout.server.ts";
import { getOrderPage } from "#app/billing/order-page.server.ts";
import type { Order } from "#app/billing/order.ts";
import { processEvent } from "#app/billing/process-event.server.ts";
import { getStaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { getTasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { updateClient } from "#app/clients/update-client.server.ts";
import { saveBillingDetails } from "#app/clients/save-billing-details.server.ts";
import { startOrder } from "#app/billing/start-order.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { aColleague, tasks } from "./billing-world.ts";
import { aBuyer, atNewCheckout, blockOf, inShop, outcome, present } from "./shop.ts";
import { onTopup, work } from "./topup-world.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { testNow } from "#test/setup/clock.ts";

let noor: StaffScope;
inShop(async () => {
  noor = await aColleague("owner");
});

const pay = { method: "card", outcome: "pay" };
const moved = {
  legalName: "Bakkerij Pietersen B.V.",
  addressLine: "Kade 2",
  postalCode: "3011 AA",
  city: "Rotterdam",
  country: "NL",
  vatNumber: null,
};
const atFirst = {
  legalName: "Bakkerij Jansen",
  addressLine: "Dorpsstraat 1",
  postalCode: "3511 AB",
  city: "Utrecht",
  country: "NL",
};
const move = (scope: ClientScope) => saveBillingDetails(scope, moved);
const invoiceOf = async (order: Order) =>
  stripe().invoices.retrieve((await present(order)).invoice?.id ?? "");

async function byTransfer(scope: ClientScope): Promise<Order> {
  const made = await startOrder(scope, {
    formKey: fresh(),
    blockId: await blockOf(10),
    seenGrossMinor: 114_950,
    byTransfer: true,
  });
  if (!made.ok) throw new Error(made.refusal);
  return made.value;
}

test("an invoice by bank transfer bears the buyer of the order, whatever the client's details have become", async () => {
  const petra = await aBuyer();
  const order = await byTransfer(petra);
  await move(petra);
  expect(await issueInvoice(petra.clientId, order.id)).toBe(true);
  expect(await invoiceOf(order)).toMatchObject({
    customer_name: "Bakkerij Jansen",
    customer_address: { line1: "Dorpsstraat 1", postal_code: "3511 AB", city: "Utrecht" },
  });
  const page = await getOrderPage(petra, order.id);
  expect(page?.order.billedTo).toMatchObject(atFirst);
  expect((await getStaffOrderPage(noor, order.id))?.order.billedTo).toMatchObject(atFirst);
  const letter = await asSystem((tx) =>
    tx.letter.findFirstOrThrow({ where: { clientId: petra.clientId, template: "invoice-ready" } }),
  );
  expect(letter.props).toMatchObject({ order: { billedTo: atFirst } });
  expect(await tasks(petra)).toEqual([]);
});

test("a checkout that waits bears its own buyer; the next order, of other details, closes it first", async () => {
  const petra = await aBuyer();
  const first = await atNewCheckout(petra);
  await move(petra);
  const second = await atNewCheckout(petra, { hours: 20, seenGrossMinor: 205_700 });
  expect(await present(first.order)).toMatchObject({ state: "expired", failure: "replaced" });
  await atCheckout(second.url, pay);
  await fulfilCheckout(second.order.checkoutId ?? "");
  expect(await present(second.order)).toMatchObject({ state: "paid", billedTo: { city: "Rotterdam" } });
  expect(await invoiceOf(second.order)).toMatchObject({ customer_name: moved.legalName });
  expect(await tasks(petra)).toEqual([]);
});

test("two checkouts of the same details stand side by side", async () => {
  const petra = await aBuyer();
  const first = await atNewCheckout(petra);
  await atNewCheckout(petra, { hours: 20, seenGrossMinor: 205_700 });
  expect(await present(first.order)).toMatchObject({ state: "checkout" });
});

test("a top-up's invoice bears the buyer as the order has it", async () => {
  const petra = await onTopup();
  await work(petra.clientId, 90);
  await runTopup(petra.clientId);
  const order = await asSystem((tx) =>
    tx.blockOrder.findFirstOrThrow({ where: { clientId: petra.clientId, origin: "auto_topup" } }),
  );
  expect(order).toMatchObject({ billedLegalName: "Bakkerij Jansen", billedCity: "Utrecht", state: "paid" });
  expect(await stripe().invoices.retrieve(order.stripeInvoice ?? "")).toMatchObject({
    customer_name: "Bakkerij Jansen",
    customer_address: { city: "Utrecht" },
  });
  expect(await tasks(petra)).toEqual([]);
});

test("details that change at the very moment of an order: the order has either all of the old or all of the new, with the VAT that fits", async () => {
  const german = { ...moved, country: "DE", vatNumber: "DE136695976" };
  for (let round = 0; round < 12; round += 1) {
    const petra = await aBuyer();
    const attempts = await Promise.all([
      startOrder(petra, { formKey: fresh(), blockId: await blockOf(10), seenGrossMinor: 114_950 }),
      updateClient(noor, petra.clientId, {
        ...german,
        name: petra.clientName,
        kind: "prepaid",
        zone: "Europe/Amsterdam",
        locale: "nl",
        billingEmail: "boekhouding@klant.example",
      }),
      startOrder(petra, { formKey: fresh(), blockId: await blockOf(10), seenGrossMinor: 95_000 }),
    ]);
    for (const made of [attempts[0], attempts[2]]) {
      if (!made.ok) {
        expect(made.refusal).toBe("price-changed");
        continue;
      }
      const { billedTo, vatNumber, vatKind, grossMinor } = made.value;
      expect({ ...billedTo, vatNumber, vatKind, grossMinor }).toMatchObject(
        billedTo.country === "DE"
          ? { ...german, vatKind: "reverse_charge", grossMinor: 95_000 }
          : { ...atFirst, vatNumber: null, vatKind: "standard", grossMinor: 114_950 },
      );
    }
  }
});

test("details that change while an order waits for the client's lock: the order has the new ones", async () => {
  const petra = await aBuyer();
  const { default: pg } = await import("pg");
  const other = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await other.connect();
  await other.query("begin");
  await other.query("select from client where id = $1 for no key update", [petra.clientId]);
  const made = startOrder(petra, {
    formKey: fresh(),
    blockId: await blockOf(10),
    seenGrossMinor: 114_950,
  });
  await until(
    async () =>
      (
        await other.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
      ).rowCount === 1,
  );
  await other.query("update client set legal_name = 'Nieuw B.V.', city = 'Zeist' where id = $1", [
    petra.clientId,
  ]);
  await other.query("commit");
  await other.end();
  expect(await made).toMatchObject({
    ok: true,
    value: { billedTo: { legalName: "Nieuw B.V.", city: "Zeist" } },
  });
});

test("what was agreed in an order can't be changed in the database", async () => {
  const petra = await aBuyer();
  const order = await byTransfer(petra);
  const change = (data: object) =>
    asSystem((tx) => tx.blockOrder.updateMany({ where: { id: order.id }, data }));
  for (const data of [
    { billedLegalName: "Ander" },
    { billedCountry: "BE" },
    { vatNumber: "NL1" },
    { vatKind: "outside_eu" },
    { minutes: 1200 },
    { netMinor: 95_001, grossMinor: 114_951 },
  ])
    await expect(change(data)).rejects.toThrow("can't change");
});

test("an invoice with another name and address: a task at once, said to the client, once however often it is seen", async () => {
  const petra = await aBuyer();
  const { order, url } = await atNewCheckout(petra);
  // Somebody edits the customer in Stripe's dashboard while the checkout is open.
  const { stripeCustomerId } = await asSystem((tx) =>
    tx.client.findUniqueOrThrow({ where: { id: petra.clientId } }),
  );
  await stripe().customers.update(stripeCustomerId ?? "", {
    name: "Iemand anders",
    address: { city: "Elders" },
  });
  await atCheckout(url, pay);
  await fulfilCheckout(order.checkoutId ?? "");
  await fulfilCheckout(order.checkoutId ?? "");
  expect(await present(order)).toMatchObject({ state: "paid", invoiceDiffers: ["name", "address"] });
  expect((await outcome(petra.clientId)).minutes).toBe(600);
  expect(await tasks(petra)).toEqual(["invoice-differs"]);
  const page = await getTasksPage(noor);
  expect(page.open.find(({ clientId }) => clientId === petra.clientId)).toMatchObject({
    kind: "invoice-differs",
    orderId: order.id,
    differs: ["name", "address"],
  });
  expect((await getOrderPage(petra, order.id))?.order.invoiceDiffers).toEqual(["name", "address"]);
  expect(
    await asSystem((tx) =>
      tx.auditEvent.count({ where: { clientId: petra.clientId, action: "order.invoice-differs" } }),
    ),
  ).toBe(1);
  // Taken back whole by a credit note: nothing differs any more.
  const invoice = (await present(order)).invoice?.id ?? "";
  await stripe().creditNotes.create({ invoice, amount: 114_950, refund_amount: 114_950 });
  await fulfilCheckout(order.checkoutId ?? "");
  expect(await tasks(petra)).toEqual([]);
});

test("another amount than ordered: nothing is credited, a task is open until the payment went back, and the client may order again", async () => {
  const petra = await aBuyer();
  const { order, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await control("change", {
    object: "checkout.session",
    id: order.checkoutId,
    set: { amount_total: 114_900 },
  });
  await Promise.all([fulfilCheckout(order.checkoutId ?? ""), fulfilCheckout(order.checkoutId ?? "")]);
  expect(await present(order)).toMatchObject({ state: "checkout", failure: "mismatch-amount" });
  expect(await tasks(petra)).toEqual(["payment-differs"]);
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 0, lots: [] });

  const session = await stripe().checkout.sessions.retrieve(order.checkoutId ?? "");
  const intent = typeof session.payment_intent === "string" ? session.payment_intent : "";
  const refund = await stripe().refunds.create({ payment_intent: intent });
  await asSystem((tx) =>
    tx.stripeEvent.create({
      data: {
        id: `evt_${order.id}`,
        type: "refund.created",
        objectId: refund.id,
        created: testNow(),
        payload: {},
        receivedAt: testNow(),
      },
    }),
  );
  await processEvent(`evt_${order.id}`);
  expect(await present(order)).toMatchObject({ state: "failed", failure: "mismatch-refunded" });
  expect(await tasks(petra)).toEqual([]);
  expect((await atNewCheckout(petra)).url).toMatch(/\/c\/pay\//);
});

test("Stripe reckons another total: nobody can pay, a task is open, and closes when a checkout fits", async () => {
  const petra = await aBuyer();
  const order = await startOrder(petra, {
    formKey: fresh(),
    blockId: await blockOf(10),
    seenGrossMinor: 114_950,
  });
  if (!order.ok) throw new Error(order.refusal);
  const [rate] = (await stripe().taxRates.list({ active: true, limit: 100 })).data.filter(
    ({ metadata }) => metadata?.["key"] === "tegoed:NL:2100",
  );
  const rateTo = (percentage: number) =>
    control("change", { object: "tax_rate", id: rate?.id, set: { percentage } });
  await rateTo(20);
  expect(await openCheckout(petra.clientId, order.value.id)).toEqual({ kind: "later" });
  expect(await present(order.value)).toMatchObject({ state: "open", failure: "total-differs" });
  expect(await tasks(petra)).toEqual(["order-total-differs"]);
  await rateTo(21);
  expect(await openCheckout(petra.clientId, order.value.id)).toMatchObject({ kind: "pay" });
  expect(await present(order.value)).toMatchObject({ state: "checkout", failure: null });
  expect(await tasks(petra)).toEqual([]);
});
