import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { atCheckout, control, emulator, fresh } from "./world.ts";

import { expect, test } from "vitest";

import { comparePayments, listUnsettled } from "#app/billing/reconcile/compare-payments.server.ts";
import { reconcilePayments } from "#app/billing/reconcile/reconcile-payments.server.ts";
import { lookAtStripe, watchStripe } from "#app/billing/reconcile/watch-stripe.server.ts";
import { getStaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { resolveTask } from "#app/billing/reconcile/staff-tasks.server.ts";
import { getTasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { placeOrder } from "#app/billing/place-order.server.ts";
import { setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { aColleague, aPaidOrder, sums, disputed, inDashboard, tasks } from "./billing-world.ts";
import { aBuyer, atNewCheckout, blockOf, inShop, present } from "./shop.ts";

let noor: StaffScope;
inShop(async () => {
  noor = await aColleague("owner");
});

const all = 114_950;
const kinds = async (clientId: string) =>
  (await comparePayments()).filter((one) => one.clientId === clientId).map(({ kind }) => kind);

test("nothing differs: paid by card, by invoice, on trust, refunded in part, disputed", async () => {
  const { order } = await aPaidOrder();
  await inDashboard(order, 20_000);
  const { order: other } = await aPaidOrder();
  await disputed(other);
  const petra = await aBuyer();
  await setCreditLimit(noor, petra.clientId, 600);
  await placeOrder(petra, {
    blockId: await blockOf(10),
    formKey: fresh(),
    seenGrossMinor: all,
    byTransfer: true,
  });
  await reconcilePayments();
  expect(await comparePayments()).toEqual([]);
  expect(await sums(order)).toMatchObject({ refunded: 20_000 });
  expect(await sums(other)).toMatchObject({ disputed: all });
});

test("a payment whose every event was lost: credited by the comparison, and no task is left", async () => {
  const petra = await aBuyer();
  const checkout = await atNewCheckout(petra);
  await atCheckout(checkout.url, { method: "card", outcome: "pay" });
  expect(await kinds(petra.clientId)).toEqual(["payment-without-hours"]);
  await reconcilePayments();
  expect(await sums(checkout.order)).toMatchObject({ available: 600 });
  expect(await kinds(petra.clientId)).toEqual([]);
  expect(await tasks(checkout.order)).toEqual([]);
});

test("a refund and a dispute whose events were lost: converged by the comparison", async () => {
  const { order } = await aPaidOrder();
  const { order: other } = await aPaidOrder();
  await inDashboard(order, 57_475);
  await disputed(other);
  expect(await kinds(order.clientId)).toEqual(["totals-differ"]);
  await reconcilePayments();
  expect(await sums(order)).toMatchObject({ available: 300, refunded: 57_475 });
  expect(await sums(other)).toMatchObject({ available: 0, held: 600 });
  expect(await comparePayments()).toEqual([]);
});

test("what can't be repaired is one task, however often it is found, and closes by itself when it is gone", async () => {
  const petra = await aBuyer();
  const checkout = await atNewCheckout(petra);
  await atCheckout(checkout.url, { method: "card", outcome: "pay" });
  const lock = (reason: string | null) =>
    asSystem(
      (tx) => tx.$queryRaw`select hours_freeze(${petra.clientId}::uuid, ${reason}::text, ${now()})::text`,
    );
  await lock("the ledger has a defect");
  await reconcilePayments();
  await Promise.all([reconcilePayments(), reconcilePayments()]);
  expect(await tasks(checkout.order)).toEqual(["payment-without-hours"]);
  await lock(null);
  await reconcilePayments();
  expect(await tasks(checkout.order)).toEqual([]);
  expect(await sums(checkout.order)).toMatchObject({ available: 600 });
});

test("another amount at Stripe than in the books, and hours without a payment: named for a person, who settles them with a word", async () => {
  const petra = await aBuyer();
  const checkout = await atNewCheckout(petra);
  await atCheckout(checkout.url, { method: "card", outcome: "pay" });
  const { payment_intent: intent } = await stripe().checkout.sessions.retrieve(
    checkout.order.checkoutId ?? "",
  );
  await creditHours(petra.clientId, checkout.order.id, typeof intent === "string" ? intent : null, all + 1);
  const stranger = await aBuyer({ name: "Zonder betaling" });
  await creditHours(stranger.clientId, fresh(), null, 11_495);
  await reconcilePayments();
  expect(await tasks(checkout.order)).toEqual(["amount-differs"]);
  expect(await tasks(stranger)).toEqual(["hours-without-payment"]);
  const page = await getTasksPage(noor);
  expect(page.open.find((one) => one.clientId === petra.clientId)).toMatchObject({
    kind: "amount-differs",
    amountMinor: all,
    bookedMinor: all + 1,
    orderId: checkout.order.id,
  });
  const task = page.open.find((one) => one.clientId === stranger.clientId);
  expect(task).toMatchObject({
    kind: "hours-without-payment",
    amountMinor: 11_495,
    clientName: "Zonder betaling",
  });
  expect(await resolveTask(noor, task?.id ?? "", "Contant betaald, bon 12")).toEqual({
    ok: true,
    value: null,
  });
  expect(await resolveTask(noor, task?.id ?? "", "Nog eens")).toEqual({ ok: false, refusal: "task-gone" });
  // found again with the very same particulars: a person has said how it is
  await reconcilePayments();
  expect(await tasks(stranger)).toEqual([]);
  expect((await getTasksPage(noor)).done[0]).toMatchObject({
    reason: "Contant betaald, bon 12",
    resolvedBy: noor.name,
  });
});

function creditHours(
  clientId: string,
  paymentId: string,
  intent: string | null,
  grossMinor: number,
): Promise<unknown> {
  return asSystem(
    (
      tx,
    ) => tx.$queryRaw`select lot_id from hours_credit(${clientId}::uuid, 'purchase', 60, 9500, 'EUR', ${now()}::timestamptz + interval '1 year', ${now()}, 'system',
    p_payment_id => ${paymentId}::uuid, p_stripe_payment_intent => ${intent}, p_gross_minor => ${grossMinor}::int)`,
  );
}

const run = promisify(execFile);

/** `npm run check:ledger -- --stripe` on this database and this Stripe: what it prints, and its exit code. */
async function checkLedger(): Promise<{ code: number; said: string }> {
  const env = { ...process.env, LOG_LEVEL: "silent" };
  return run(process.execPath, ["--import", "tsx", "app/commands/check-ledger.ts", "--stripe"], { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, said: error.stdout }),
  );
}

test("check:ledger --stripe names each difference and fails, and prints 0 defects when there is none", async () => {
  await reconcilePayments();
  const settled = await asSystem((tx) => tx.staffTask.findMany({ where: { resolvedAt: null } }));
  for (const task of settled) await resolveTask(noor, task.id, "Uitgezocht");
  expect(await checkLedger()).toEqual({ code: 0, said: "0 defects\n" });
  const { order } = await aPaidOrder();
  await inDashboard(order, 10_000);
  const { code, said } = await checkLedger();
  expect(code).toBe(1);
  expect(said).toMatch(
    new RegExp(
      `stripe totals-differ {2}client ${order.clientId} {2}${order.id} .*amountMinor=10000 bookedMinor=0`,
    ),
  );
  expect(said).toMatch(/\n1 defect\n$/);
  expect(await sums(order)).toMatchObject({ refunded: 0 });
}, 60_000);

// The last of this file: what it leaves at Stripe stays there.
test("a payment for an order that is not here, as after a database was set back: one task, until a person settles it", async () => {
  const { order } = await aPaidOrder();
  const { stripeCustomerId } = await asSystem((tx) =>
    tx.client.findUniqueOrThrow({ where: { id: order.clientId } }),
  );
  const customer = stripeCustomerId ?? "";
  const { id } = await stripe().invoices.create({
    customer,
    currency: "eur",
    auto_advance: false,
    pending_invoice_items_behavior: "exclude",
    metadata: { orderId: fresh(), clientId: order.clientId },
  });
  await stripe().invoiceItems.create({
    customer,
    invoice: id,
    currency: "eur",
    amount: 95_000,
    description: "10 hours",
  });
  await stripe().invoices.finalizeInvoice(id, { auto_advance: false });
  await stripe().invoices.pay(id, { paid_out_of_band: true });
  const strange = async (from: typeof comparePayments) =>
    (await from()).filter(({ kind }) => kind === "payment-without-order");
  expect(await strange(comparePayments)).toEqual([
    {
      kind: "payment-without-order",
      clientId: null,
      subject: id,
      detail: { amountMinor: 95_000, currency: "EUR" },
    },
  ]);
  await reconcilePayments();
  await reconcilePayments();
  const open = async () =>
    (await getTasksPage(noor)).open.filter(({ kind }) => kind === "payment-without-order");
  expect(await open()).toMatchObject([{ amountMinor: 95_000, currency: "EUR" }]);
  expect(await resolveTask(noor, (await open())[0]?.id ?? "", "It was of the test account")).toMatchObject({
    ok: true,
  });
  await reconcilePayments();
  expect(await open()).toEqual([]);
  expect(await strange(listUnsettled)).toEqual([]);
});

test("the nightly look reads what is new since the last, and whatever is unsettled; cut short, it goes on from there", async () => {
  const dayMs = 86_400_000;
  // What other tests of this file left behind.
  const known = await comparePayments();
  const { order: old } = await aPaidOrder();
  const petra = await aBuyer();
  await placeOrder(petra, {
    blockId: await blockOf(10),
    formKey: fresh(),
    seenGrossMinor: all,
    byTransfer: true,
  });
  const [open] = await asSystem((tx) => listOrders(tx, petra.clientId));
  await reconcilePayments();
  const begun = emulator.log().length;
  const windows = () =>
    emulator
      .log()
      .slice(begun)
      .filter(({ operation }) => operation === "paymentIntents.list")
      .map(({ params }) => JSON.stringify(params["created"]));
  const window = (from: Date, to: Date) =>
    JSON.stringify({ gte: Math.floor(from.getTime() / 1000), lte: Math.ceil(to.getTime() / 1000) });
  const start = now();
  const at = (days: number) => new Date(start.getTime() + days * dayMs);
  const night = (days: number) => asOf(at(days), reconcilePayments);

  // Fifty days on, a refund of the old payment and the money for the old invoice; no event came.
  await control("clock/advance", { seconds: 50 * 86_400 });
  await inDashboard(old, 57_475);
  await control("bankTransfer", { invoice: open?.invoice?.id, amount: all });
  // The first month is looked at, and again after its repairs; the second can not be.
  await control("faults", { op: "paymentIntents.list", mode: "delay", times: 2, ms: 0 });
  await control("faults", { op: "paymentIntents.list", mode: "500", times: 3 });
  await expect(night(50)).rejects.toThrow();
  const looked = windows();
  await night(50);
  const resumed = new Set(windows().slice(looked.length));
  expect(resumed.size).toBe(1);
  expect(looked.filter((one) => resumed.has(one))).toEqual([]);
  expect(await sums(old)).toMatchObject({ available: 300, refunded: 57_475 });
  expect(await sums({ clientId: petra.clientId, id: open?.id ?? "" })).toMatchObject({ available: 600 });

  const before = windows().length;
  await night(51);
  expect(windows().slice(before)).toEqual([window(at(47), at(51))]);
  expect(await comparePayments()).toEqual(known);
});

test("an order that hangs at Stripe for hours is a task, and an email to the owner once; a look that succeeds ends it", async () => {
  const petra = await aBuyer();
  const checkout = await atNewCheckout(petra);
  await atCheckout(checkout.url, { method: "card", outcome: "pay" });
  const lock = (reason: string | null) =>
    asSystem(
      (tx) => tx.$queryRaw`select hours_freeze(${petra.clientId}::uuid, ${reason}::text, ${now()})::text`,
    );
  const watched = (hours: number) => asOf(new Date(now().getTime() + hours * 3_600_000), watchStripe);
  await lock("I5");
  const written = () =>
    asSystem((tx) => tx.letter.findMany({ where: { template: "stripe-stuck", recipient: noor.email } }));
  await watched(1);
  expect(await tasks(checkout.order)).toEqual([]);
  await watched(3);
  await watched(4);
  expect(await tasks(checkout.order)).toEqual(["order-stuck"]);
  // Orders of other tests may hang too.
  const told = (await written()).filter(({ props }) =>
    JSON.stringify(props).includes(`"number":${checkout.order.number},`),
  );
  expect(told.map(({ props }) => props)).toMatchObject([{ what: "order" }]);
  expect((await getStaffOrderPage(noor, checkout.order.id))?.isStuck).toBe(true);
  expect(await lookAtStripe(checkout.order)).toBe(false);
  await lock(null);
  expect(await lookAtStripe(checkout.order)).toBe(true);
  expect(await sums(checkout.order)).toMatchObject({ available: 600 });
  expect(await tasks(checkout.order)).toEqual([]);
});

test("a payment whose event never came, and an event that is not worked on, are told once and end by themselves", async () => {
  const { order } = await aPaidOrder();
  const open = async () =>
    (await asSystem((tx) => tx.staffTask.findMany({ where: { subject: "stripe", resolvedAt: null } }))).map(
      ({ kind }) => kind,
    );
  const event = (id: string, objectId: string, processedAt: Date | null) =>
    asSystem((tx) =>
      tx.stripeEvent.create({
        data: { id, type: "x", objectId, created: now(), payload: {}, receivedAt: now(), processedAt },
      }),
    );
  await event("evt_stuck", "x", null);
  await asOf(new Date(now().getTime() + 3 * 3_600_000), watchStripe);
  expect((await open()).sort()).toEqual(["stripe-events-missing", "stripe-events-stuck"]);
  for (const { stripeCheckoutId } of await asSystem((tx) =>
    tx.blockOrder.findMany({ where: { state: "paid", stripeCheckoutId: { not: null } } }),
  ))
    await event(`evt_${stripeCheckoutId ?? ""}`, stripeCheckoutId ?? "", now());
  await asSystem((tx) => tx.stripeEvent.update({ where: { id: "evt_stuck" }, data: { processedAt: now() } }));
  await asOf(new Date(now().getTime() + 4 * 3_600_000), watchStripe);
  expect(await open()).toEqual([]);
  expect((await present(order)).state).toBe("paid");
});
