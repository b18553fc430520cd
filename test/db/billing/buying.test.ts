import { control, atCheckout, emulator, fresh, runJobs, sign, until, vies, webhookRequest } from "./world.ts";

import { expect, test } from "vitest";

import { cancelOrder } from "#app/billing/cancel-order.server.ts";
import { fetchCheckout } from "#app/billing/checkout-truth.server.ts";
import { creditPayment } from "#app/billing/credit-payment.server.ts";
import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { openCheckout } from "#app/billing/open-checkout.server.ts";
import { onItsWayMinutes } from "#app/billing/order-list-store.server.ts";
import { startOrder } from "#app/billing/start-order.server.ts";
import { findTaxRate } from "#app/billing/stripe-tax-rate.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { lockOrder, moveOrder } from "#app/billing/store.server.ts";
import { getReturnPage } from "#app/billing/order-page.server.ts";
import { openLater, reconcileOrders } from "#app/billing/sync-order.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";

import { aBuyer, atNewCheckout, blockOf, inShop, order, outcome, present } from "./shop.ts";

inShop();

const some = (like: RegExp): unknown => expect.stringMatching(like);
const pay = { method: "ideal", outcome: "pay" };
const release = () => control("webhooks", { release: true });
const eventsOf = (checkoutId: string) =>
  asSystem((tx) => tx.stripeEvent.findMany({ where: { objectId: checkoutId } }));

test("paid by iDEAL: one lot, one letter, one invoice; the webhook comes first", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await release();
  await until(async () => (await eventsOf(bought.checkoutId ?? "")).length === 1);
  await runJobs();
  const paid = await present(bought);
  expect(paid).toMatchObject({
    state: "paid",
    paymentMethod: "ideal",
    grossMinor: 114_950,
    termsVersion: "hours-terms v4",
  });
  expect([paid.invoice?.number, paid.invoice?.url, paid.invoice?.pdf]).toEqual([
    some(/.+/),
    some(/^http/),
    some(/^http/),
  ]);
  for (const state of ["checkout", "processing", "failed", "expired", "cancelled"] as const)
    expect(await asSystem((tx) => moveOrder(tx, paid, state, now()))).toBe(false);
  const { lots, minutes, letters } = await outcome(petra.clientId);
  expect(lots).toMatchObject([{ minutes: 600, price_minor: 95_000, expires: some(/ 00:00$/) }]);
  expect([minutes, letters]).toEqual([600, ["hours-bought"]]);
});

test("the return page comes first, the events later: still one of everything", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, { method: "card", outcome: "pay" });
  expect(await fulfilCheckout(bought.checkoutId ?? "")).toMatchObject({
    state: "paid",
    paymentMethod: "card",
  });
  await release();
  await until(async () => (await eventsOf(bought.checkoutId ?? "")).length === 1);
  await runJobs();
  expect(await outcome(petra.clientId)).toMatchObject({
    minutes: 600,
    lots: [{ minutes: 600 }],
    letters: ["hours-bought"],
  });
});

test("the same event 100 times over 20 connections, others out of order, and the return page meanwhile: one lot, one letter, one paid order", async () => {
  const { action } = await import("#app/routes/api/webhooks-stripe.tsx");
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  const id = bought.checkoutId ?? "";
  const event = (name: string, type: string) =>
    JSON.stringify({
      id: name,
      object: "event",
      type,
      api_version: "2026-10-28.endive",
      created: 1_790_000_000,
      livemode: false,
      data: { object: { id, object: "checkout.session" } },
    });
  const bodies = Array.from({ length: 100 }, () => event("evt_same", "checkout.session.completed"));
  const others = [
    event("evt_late", "checkout.session.expired"),
    event("evt_async", "checkout.session.async_payment_succeeded"),
  ];
  const queue = [...bodies, ...others];
  const answers: number[] = [];
  const connection = async (): Promise<void> => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop())
      answers.push((await action(webhookRequest(body, sign(body)))).status);
  };
  await Promise.all([
    ...Array.from({ length: 20 }, connection),
    ...Array.from({ length: 5 }, () => fulfilCheckout(id)),
    runJobs(),
  ]);
  await runJobs();
  await release();
  await runJobs();
  await Promise.all(Array.from({ length: 20 }, () => fulfilCheckout(id)));
  expect(answers).toEqual(Array.from({ length: 102 }, () => 200));
  expect(await asSystem((tx) => tx.stripeEvent.count({ where: { id: "evt_same" } }))).toBe(1);
  expect(await outcome(petra.clientId)).toMatchObject({
    minutes: 600,
    lots: [{ minutes: 600 }],
    letters: ["hours-bought"],
  });
  expect((await present(bought)).state).toBe("paid");
});

test("a double click is one order and one checkout; a second tab closes the first", async () => {
  const petra = await aBuyer();
  const formKey = fresh();
  const clicks = await Promise.all(Array.from({ length: 6 }, () => atNewCheckout(petra, { formKey })));
  expect(new Set(clicks.map(({ order: made, url }) => `${made.id} ${url}`)).size).toBe(1);
  expect(await asSystem((tx) => tx.blockOrder.count({ where: { clientId: petra.clientId } }))).toBe(1);
  const first = clicks[0];
  const second = await atNewCheckout(petra);
  if (!first) throw new Error("no order");
  expect(await present(first.order)).toMatchObject({ state: "expired", failure: "replaced" });
  await atCheckout(second.url, pay);
  await fulfilCheckout(second.order.checkoutId ?? "");
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600, lots: [{ minutes: 600 }] });
});

test("a form sent again with another block, total or way to pay is refused, never the old order", async () => {
  const petra = await aBuyer();
  const formKey = fresh();
  const first = await order(petra, { formKey });
  expect(first).toMatchObject({ ok: true });
  const other = { ok: false, refusal: "other-order" };
  expect(await order(petra, { formKey, hours: 20, seenGrossMinor: 205_700 })).toEqual(other);
  expect(await order(petra, { formKey, seenGrossMinor: 100_000 })).toEqual(other);
  expect(
    await startOrder(petra, {
      formKey,
      blockId: await blockOf(10),
      seenGrossMinor: 114_950,
      byTransfer: true,
    }),
  ).toEqual(other);
  expect(await order(petra, { formKey })).toEqual(first);
});

test.each(["500", "500_after", "drop_after"])(
  "a failure of Stripe's (%s), which it keeps for a day, blocks no buyer: the next try has a key of its own, and nothing is made twice",
  async (mode) => {
    const petra = await aBuyer();
    const before = emulator.log().length;
    await control("faults", { op: "customers.create", mode, times: 1 });
    const started = await order(petra);
    if (!started.ok) throw new Error(started.refusal);
    let way = await openCheckout(petra.clientId, started.value.id);
    for (let turn = 0; turn < 3 && way.kind === "later"; turn += 1)
      way = await openCheckout(petra.clientId, started.value.id);
    expect(way.kind).toBe("pay");
    // The customer of the lost answer is searched for; a list of all would grow with the MSP.
    const asked = emulator.log().slice(before);
    expect(asked.map(({ operation }) => operation)).toContain("customers.search");
    expect(asked.map(({ operation }) => operation)).not.toContain("customers.list");
    const customers = await stripe().customers.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    expect(customers.filter(({ metadata }) => metadata["clientId"] === petra.clientId)).toHaveLength(1);

    await control("faults", { op: "taxRates.create", mode, times: 1 });
    const key = { 500: 1001, "500_after": 1002, drop_after: 1003 }[mode] ?? 0;
    const ask = () => findTaxRate("NL", key).catch(() => null);
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect(answers.at(-1)).not.toBeNull();
    const rates = await stripe().taxRates.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    expect(rates.filter(({ percentage }) => percentage === key / 100)).toHaveLength(1);
  },
);

test("two tabs, both truly paid: both are credited, each once", async () => {
  const petra = await aBuyer();
  const ten = await atNewCheckout(petra);
  const twenty = await atNewCheckout(petra, { hours: 20, seenGrossMinor: 205_700 });
  await atCheckout(ten.url, pay);
  await atCheckout(twenty.url, pay);
  for (const { order: bought } of [ten, twenty, ten]) await fulfilCheckout(bought.checkoutId ?? "");
  expect(await outcome(petra.clientId)).toMatchObject({
    minutes: 1800,
    lots: [{ minutes: 600 }, { minutes: 1200 }],
    letters: ["hours-bought", "hours-bought"],
  });
});

test("a payment without a payment intent goes by its invoice: each is credited once, however often it is found", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  const truth = { ...(await fetchCheckout(bought.checkoutId ?? "")), paymentIntent: null };
  const find = (invoice: string | null) =>
    asSystem(async (tx) => {
      const locked = await lockOrder(tx, petra.clientId, bought.id);
      if (!locked || !truth.invoice) throw new Error("no order or no invoice");
      const another = invoice && { checkoutId: null, invoice: { ...truth.invoice, id: invoice } };
      await creditPayment(tx, locked, { ...truth, ...another });
    });
  await find(null);
  await find(null);
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600 });
  for (const invoice of ["in_second", "in_third", "in_second", "in_third"]) await find(invoice);
  await find(null);
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 1800 });
});

test("two payments of one order: both are credited, and it is said aloud", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  // A second session for the same order, as if an answer of Stripe's had been lost and its page found all the same.
  await asSystem((tx) =>
    tx.blockOrder.updateMany({
      where: { id: bought.id },
      data: { state: "open", attempt: 2, stripeCheckoutId: null, checkoutUrl: null },
    }),
  );
  const other = await openCheckout(petra.clientId, bought.id);
  if (other.kind !== "pay") throw new Error("no checkout");
  await atCheckout(url, pay);
  await atCheckout(other.url, pay);
  const { checkoutId } = await present(bought);
  await Promise.all([
    fulfilCheckout(bought.checkoutId ?? ""),
    fulfilCheckout(checkoutId ?? ""),
    fulfilCheckout(bought.checkoutId ?? ""),
  ]);
  await fulfilCheckout(checkoutId ?? "");
  expect(await present(bought)).toMatchObject({ state: "paid", failure: "paid-twice" });
  const open = await asSystem((tx) => tx.staffTask.findMany({ where: { clientId: petra.clientId } }));
  expect(open).toMatchObject([
    { kind: "paid-twice", detail: { order: bought.number, orderId: bought.id, amountMinor: 114_950 } },
  ]);
  expect(await outcome(petra.clientId)).toMatchObject({
    minutes: 1200,
    lots: [{ minutes: 600 }, { minutes: 600 }],
    letters: ["hours-bought", "hours-bought"],
  });
});

test("declined stays open for another card; cancelled closes; expired ends; nothing is credited", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, { method: "card", outcome: "decline" });
  expect(await fulfilCheckout(bought.checkoutId ?? "")).toMatchObject({ state: "checkout" });
  await cancelOrder(petra, bought.id);
  expect((await present(bought)).state).toBe("cancelled");
  await atCheckout(url, pay);
  expect(await fulfilCheckout(bought.checkoutId ?? "")).toMatchObject({ state: "cancelled" });
  const second = await atNewCheckout(petra);
  await atCheckout(second.url, { outcome: "expire" });
  expect(await fulfilCheckout(second.order.checkoutId ?? "")).toMatchObject({ state: "expired" });
  expect(await outcome(petra.clientId)).toEqual({ lots: [], minutes: 0, letters: [] });
});

test("cancelling what was just paid does not lose the hours", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await cancelOrder(petra, bought.id);
  await runJobs();
  expect((await present(bought)).state).toBe("paid");
  await cancelOrder(petra, bought.id);
  expect((await present(bought)).state).toBe("paid");
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600 });
});

test.each([
  [true, "paid", 600, ["payment-on-its-way", "hours-bought"]],
  [false, "failed", 0, ["payment-on-its-way", "payment-failed"]],
] as const)("SEPA settles %s: on its way first, then %s", async (settles, state, minutes, letters) => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, { outcome: "pay-delayed" });
  await fulfilCheckout(bought.checkoutId ?? "");
  await fulfilCheckout(bought.checkoutId ?? "");
  const waiting = await present(bought);
  expect(waiting).toMatchObject({ state: "processing", paymentMethod: "sepa_debit" });
  expect(await inScope(petra, (tx) => onItsWayMinutes(tx, petra.clientId))).toBe(600);
  expect(await outcome(petra.clientId)).toMatchObject({ lots: [], minutes: 0 });
  await cancelOrder(petra, bought.id);
  await control("settle", { payment_intent: waiting.paymentIntent, ok: settles });
  await release();
  await until(async () =>
    (await eventsOf(bought.checkoutId ?? "")).some((event) => event.type.includes("async")),
  );
  await runJobs();
  expect((await present(bought)).state).toBe(state);
  expect(await outcome(petra.clientId)).toMatchObject({ minutes, letters });
  expect(await inScope(petra, (tx) => onItsWayMinutes(tx, petra.clientId))).toBe(0);
});

test("an answer that is older than one that was applied changes nothing: a debit that failed is not on its way again", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, { outcome: "pay-delayed" });
  await fulfilCheckout(bought.checkoutId ?? "");
  const { paymentIntent } = await present(bought);
  const op = "checkout.sessions.retrieve";
  const answered = () =>
    emulator.log().filter(({ operation, status }) => operation === op && status === 200).length;
  const before = answered();
  await control("faults", { op, mode: "delay_after", ms: 1500 });
  const slow = fulfilCheckout(bought.checkoutId ?? "");
  await until(() => Promise.resolve(answered() > before));
  await control("settle", { payment_intent: paymentIntent, ok: false });
  await fulfilCheckout(bought.checkoutId ?? "");
  expect(await present(bought)).toMatchObject({ state: "failed" });
  await slow;
  expect(await present(bought)).toMatchObject({ state: "failed" });
  expect((await outcome(petra.clientId)).letters).toEqual(["payment-on-its-way", "payment-failed"]);
});

test.each(["drop_before", "500", "500_after"])(
  "Stripe down (%s): the order is kept, a job opens the checkout later and writes once",
  async (mode) => {
    const petra = await aBuyer();
    await control("faults", { op: "checkout.sessions.create", mode, times: 6 });
    const started = await order(petra);
    if (!started.ok) throw new Error(started.refusal);
    expect(await openCheckout(petra.clientId, started.value.id)).toEqual({ kind: "later" });
    expect(await present(started.value)).toMatchObject({ state: "open", checkoutUrl: null });
    for (let turn = 0; turn < 4 && (await present(started.value)).state === "open"; turn += 1)
      await openLater(petra.clientId, started.value.id).catch(() => {});
    expect(await present(started.value)).toMatchObject({
      state: "checkout",
      checkoutUrl: some(/\/c\/pay\//),
    });
    await openLater(petra.clientId, started.value.id);
    expect((await outcome(petra.clientId)).letters).toEqual(["checkout-ready"]);
  },
);

test("who reached the checkout without help gets no letter about it", async () => {
  const petra = await aBuyer();
  const { order: bought } = await atNewCheckout(petra);
  await openLater(petra.clientId, bought.id);
  expect((await outcome(petra.clientId)).letters).toEqual([]);
});

test("an older checkout of the order expires: the one that its buyer was given stands", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await asSystem((tx) =>
    tx.blockOrder.updateMany({
      where: { id: bought.id },
      data: { state: "open", attempt: 2, stripeCheckoutId: null, checkoutUrl: null },
    }),
  );
  expect(await openCheckout(petra.clientId, bought.id)).toMatchObject({ kind: "pay" });
  await atCheckout(url, { outcome: "expire" });
  expect(await fulfilCheckout(bought.checkoutId ?? "")).toMatchObject({ state: "checkout" });
});

test("the answer is lost after the checkout was made: the same checkout is found again", async () => {
  const petra = await aBuyer();
  await control("faults", { op: "checkout.sessions.create", mode: "drop_after", times: 6 });
  const started = await order(petra);
  if (!started.ok) throw new Error(started.refusal);
  expect(await openCheckout(petra.clientId, started.value.id)).toEqual({ kind: "later" });
  for (let turn = 0; turn < 5 && (await present(started.value)).state === "open"; turn += 1)
    await openLater(petra.clientId, started.value.id).catch(() => {});
  expect(await present(started.value)).toMatchObject({ state: "checkout", attempt: 1 });
  const mine = emulator
    .log()
    .filter((request) => request.idempotencyKey === `checkout:${started.value.id}:1`);
  expect(mine.filter((request) => !request.replayed)).toHaveLength(1);
  expect(mine.length).toBeGreaterThan(1);
});

test("an event is lost: the next round of reconciling finds the payment", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await asSystem((tx) =>
    tx.blockOrder.updateMany({
      where: { id: bought.id },
      data: { updatedAt: new Date(now().getTime() - 11 * 60_000) },
    }),
  );
  await reconcileOrders();
  await runJobs();
  expect((await present(bought)).state).toBe("paid");
});

test("Stripe fails while the payment is looked at: nothing half done, the job comes back", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await control("faults", { op: "checkout.sessions.retrieve", mode: "500", times: 3 });
  await expect(fulfilCheckout(bought.checkoutId ?? "")).rejects.toThrow();
  expect(await outcome(petra.clientId)).toMatchObject({ lots: [] });
  await fulfilCheckout(bought.checkoutId ?? "");
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600 });
});

test("back from Stripe while Stripe gives no answer: the page says that it still looks, and finds the hours a moment later", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await control("faults", { op: "checkout.sessions.retrieve", mode: "drop_before", times: 4 });
  expect(await getReturnPage(petra, bought.checkoutId ?? "")).toMatchObject({
    checking: true,
    order: { state: "checkout" },
  });
  for (let turn = 0; turn < 3 && (await getReturnPage(petra, bought.checkoutId ?? ""))?.checking; turn += 1);
  expect(await getReturnPage(petra, bought.checkoutId ?? "")).toMatchObject({
    checking: false,
    order: { state: "paid" },
    balanceMinutes: 600,
  });
});

test("another amount, currency or customer than ordered: nothing is credited, and it is on record once", async () => {
  const petra = await aBuyer();
  const { order: bought, url } = await atNewCheckout(petra);
  await atCheckout(url, pay);
  await control("change", {
    object: "checkout.session",
    id: bought.checkoutId,
    set: { amount_total: 114_951 },
  });
  await fulfilCheckout(bought.checkoutId ?? "");
  await fulfilCheckout(bought.checkoutId ?? "");
  expect(await present(bought)).toMatchObject({ state: "checkout", failure: "mismatch-amount" });
  expect(await outcome(petra.clientId)).toMatchObject({ lots: [], letters: [] });
  expect(
    await asSystem((tx) =>
      tx.auditEvent.count({ where: { clientId: petra.clientId, action: "order.payment-mismatch" } }),
    ),
  ).toBe(1);
});

test("VIES is asked with our own number, so that its answer counts as proof", async () => {
  const buyer = await aBuyer({ country: "BE", vatNumber: "BE0411905847" });
  const { order: bought } = await atNewCheckout(buyer, { seenGrossMinor: 95_000 });
  expect(bought).toMatchObject({ vatKind: "reverse_charge", vatMinor: 0 });
  expect(vies.asked()).toContain("BE0411905847");
  const client = await asSystem((tx) => tx.client.findUniqueOrThrow({ where: { id: buyer.clientId } }));
  expect(client).toMatchObject({ vatStatus: "valid", vatConsultation: some(/.+/) });
});
