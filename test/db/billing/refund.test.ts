import { atCheckout, control, emulator, fresh, runJobs, until } from "./world.ts";

import { expect, test } from "vitest";

import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { getInvoicesPage } from "#app/billing/invoices-page.server.ts";
import { getOrderPage } from "#app/billing/order-page.server.ts";
import { askRefund } from "#app/billing/refund/ask-refund.server.ts";
import { planRefund } from "#app/billing/refund/staff-order-form.server.ts";
import { getStaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { refusalWord } from "#app/billing/refund/words.ts";
import { sendRefund } from "#app/billing/refund/send-refund.server.ts";
import { syncPayment } from "#app/billing/reconcile/sync-payment.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import type { Order } from "#app/billing/order.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";

import {
  aColleague,
  aPaidOrder,
  sums,
  inDashboard,
  known,
  letters,
  look,
  tasks,
  work,
} from "./billing-world.ts";
import { atNewCheckout, inShop } from "./shop.ts";

let noor: StaffScope;
let finance: StaffScope;
inShop(async () => {
  noor = await aColleague("owner");
  finance = await aColleague("finance");
});

const all = 114_950;
const ask = (order: Order, amountMinor: number, formKey = fresh(), scope = noor) =>
  askRefund(scope, {
    orderId: order.id,
    clientId: order.clientId,
    formKey,
    amountMinor,
    reason: "Minder nodig dan gedacht",
  });
const refundsOf = async (order: Order) =>
  (await stripe().refunds.list({ payment_intent: order.paymentIntent ?? "" })).data;
const request = (order: Order, id: string) =>
  asSystem((tx) =>
    tx.refundRequest.findUniqueOrThrow({ where: { clientId_id: { clientId: order.clientId, id } } }),
  );

test("half of a block that is paid back takes half of its hours, with a credit note and one letter", async () => {
  const { order } = await aPaidOrder();
  const formKey = fresh();
  expect(await ask(order, all / 2, formKey)).toMatchObject({ ok: true });
  expect(await sums(order)).toEqual({ available: 300, owed: 0, held: 0, refunded: all / 2, disputed: 0 });
  const note = (await stripe().creditNotes.list({ invoice: order.invoice?.id ?? "" })).data;
  expect(note).toMatchObject([{ total: all / 2, memo: "Minder nodig dan gedacht" }]);
  expect(await request(order, formKey)).toMatchObject({
    state: "sent",
    stripeCreditNote: note[0]?.id,
    creditNoteNumber: note[0]?.number,
  });
  await control("webhooks", { release: true, duplicate: 3, reorder: true });
  await until(
    async () =>
      (await asSystem((tx) => tx.stripeEvent.count({ where: { type: "credit_note.created" } }))) === 1,
  );
  await runJobs();
  expect(await sums(order)).toMatchObject({ available: 300, refunded: all / 2 });
  expect(await letters(order.clientId)).toEqual(["hours-bought", "refund-made"]);
});

test("any amount goes back, with its credit note; one that is too much is refused with the largest that can", async () => {
  const { order } = await aPaidOrder("ideal");
  for (const amount of [10_000, 3_333, 1]) {
    const formKey = fresh();
    expect(await ask(order, amount, formKey)).toMatchObject({ ok: true });
    expect(await request(order, formKey)).toMatchObject({ state: "sent", error: null });
  }
  expect(await sums(order)).toMatchObject({ refunded: 13_334 });
  const page = await getStaffOrderPage(noor, order.id);
  if (!page) throw new Error("no page");
  const choice = { intent: "refund" as const, formKey: fresh(), which: "other", reason: "Te veel" };
  expect(planRefund(page, { ...choice, amount: "1016,17" })).toEqual({ ok: false, refusal: "too-much" });
  expect(refusalWord("too-much", page).replace(/\s/g, " ")).toBe(
    "Zoveel is er niet meer terug te betalen. Het hoogste bedrag dat nog kan is € 1.016,16.",
  );
});

test("after a refund the order and the invoice list say so, with the credit note; the letter has it too, with the reason; no second block is said to stand", async () => {
  const { petra, order } = await aPaidOrder();
  const { order: second, url } = await atNewCheckout(petra);
  await atCheckout(url, { method: "card", outcome: "pay" });
  await fulfilCheckout(second.checkoutId ?? "");
  expect((await getOrderPage(petra, order.id))?.paidBeside).toMatchObject([{ id: second.id }]);
  await ask(order, 47_500);
  const [note] = (await stripe().creditNotes.list({ invoice: order.invoice?.id ?? "" })).data;
  expect((await getOrderPage(petra, order.id))?.money.back).toBe("part");
  expect((await getInvoicesPage(petra)).ended).toMatchObject([
    { id: second.id, back: "none", creditNotes: [] },
    { id: order.id, back: "part", creditNotes: [{ number: note?.number }] },
  ]);
  expect((await getOrderPage(petra, second.id))?.paidBeside).toMatchObject([{ id: order.id }]);
  await ask(order, all - 47_500);
  expect(await getOrderPage(petra, order.id)).toMatchObject({
    money: { back: "all", backMinor: all },
    paidBeside: [],
  });
  expect((await getOrderPage(petra, second.id))?.paidBeside).toEqual([]);
  expect((await getInvoicesPage(petra)).ended[1]).toMatchObject({ back: "all" });
  const [letter] = await asSystem((tx) =>
    tx.letter.findMany({
      where: { clientId: order.clientId, template: "refund-made" },
      orderBy: { createdAt: "asc" },
    }),
  );
  expect(letter?.props).toMatchObject({ reason: "Minder nodig dan gedacht", creditNote: note?.number });
});

test("hours that were used already are owed, told so, and paid by the next block", async () => {
  const { order } = await aPaidOrder();
  await work(order.clientId, 380);
  await ask(order, 47_500);
  // floor(600 x 475.00 / 1149.50) = 247 minutes: 220 were left
  expect(await sums(order)).toMatchObject({ available: 0, owed: 27 });
  const [letter] = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId: order.clientId, template: "refund-made" } }),
  );
  expect(letter?.props).toMatchObject({
    amountMinor: 47_500,
    takenMinutes: 247,
    usedAlreadyMinutes: 27,
    owedMinutes: 27,
    balanceMinutes: -27,
  });
});

test("the same form twice, and eight times at once, is one refund; the same key for another amount is refused", async () => {
  const { order } = await aPaidOrder();
  const formKey = fresh();
  await Promise.all(Array.from({ length: 8 }, () => ask(order, 20_000, formKey)));
  await ask(order, 20_000, formKey);
  expect(await refundsOf(order)).toHaveLength(1);
  expect(await sums(order)).toMatchObject({ refunded: 20_000 });
  expect(await ask(order, 30_000, formKey)).toEqual({ ok: false, refusal: "other-refund" });
});

test("never more than was paid, also from eight forms at once", async () => {
  const { order } = await aPaidOrder();
  expect(await ask(order, all + 1)).toEqual({ ok: false, refusal: "too-much" });
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(order, 50_000)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
  expect((await refundsOf(order)).map(({ amount }) => amount)).toEqual([50_000, 50_000]);
  expect(await ask(order, 14_950)).toMatchObject({ ok: true });
  expect(await sums(order)).toMatchObject({ available: 0, owed: 0, refunded: all });
});

test.each(["engineer", "account_manager"] as const)("an %s can't pay anything back", async (role) => {
  const { order } = await aPaidOrder();
  expect(await ask(order, 100, fresh(), await aColleague(role))).toEqual({ ok: false, refusal: "may-not" });
  expect(await ask(order, 100, fresh(), finance)).toMatchObject({ ok: true });
});

test.each(["drop_before", "500", "409", "429"])(
  "Stripe is down (%s): the refund is kept, and a job sends it once",
  async (mode) => {
    const { order } = await aPaidOrder();
    const formKey = fresh();
    await control("faults", { op: "creditNotes.create", mode, times: 2 });
    expect(await ask(order, 50_000, formKey)).toMatchObject({ ok: true });
    expect(await request(order, formKey)).toMatchObject({ state: "asked" });
    expect(await sums(order)).toMatchObject({ refunded: 0, available: 600 });
    await sendRefund(order.clientId, formKey).catch(() => undefined);
    await sendRefund(order.clientId, formKey);
    await runJobs();
    expect(await sums(order)).toMatchObject({ refunded: 50_000 });
    expect(await refundsOf(order)).toHaveLength(1);
  },
);

test.each(["drop_after", "500_after"])(
  "Stripe did it and its answer was lost (%s): found, not done again",
  async (mode) => {
    const { order } = await aPaidOrder();
    const formKey = fresh();
    await control("faults", { op: "creditNotes.create", mode, times: 2 });
    await ask(order, 50_000, formKey);
    await sendRefund(order.clientId, formKey).catch(() => undefined);
    await sendRefund(order.clientId, formKey);
    await runJobs();
    expect(await request(order, formKey)).toMatchObject({ state: "sent" });
    expect(await refundsOf(order)).toHaveLength(1);
    expect(await sums(order)).toMatchObject({ refunded: 50_000 });
  },
);

test("a refund that fails gives the hours back, and a person is asked to pay another way", async () => {
  const { order } = await aPaidOrder();
  await ask(order, all);
  expect(await sums(order)).toMatchObject({ available: 0 });
  const [refund] = await refundsOf(order);
  await control("refund/fail", { refund: refund?.id });
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 600, refunded: 0 });
  expect(await known(order)).toEqual([`refund failed ${all}`]);
  expect(await letters(order.clientId)).toEqual(["hours-bought", "refund-made", "refund-failed"]);
  expect(await tasks(order)).toEqual(["refund-failed"]);
  // its credit note stands: the second try is a refund without one
  expect(await ask(order, all)).toMatchObject({ ok: true });
  expect(await sums(order)).toMatchObject({ available: 0, refunded: all });
});

test("a refund that takes days takes no hours until it has arrived", async () => {
  const { order } = await aPaidOrder();
  await control("refunds", { slow: true });
  await ask(order, all);
  expect(await sums(order)).toMatchObject({ available: 600, refunded: 0 });
  expect(await ask(order, 1)).toEqual({ ok: false, refusal: "too-much" });
  const [refund] = await refundsOf(order);
  await control("refund/settle", { refund: refund?.id });
  await control("refunds", { slow: false });
  await look(order);
  expect(await sums(order)).toMatchObject({ available: 0, refunded: all });
});

test("a dashboard refund while the portal refunds: together never more than was paid", async () => {
  const { order } = await aPaidOrder();
  const results = await Promise.allSettled([inDashboard(order, 80_000), ask(order, 80_000)]);
  expect(results[1]).toMatchObject({ status: "fulfilled" });
  await look(order);
  expect((await refundsOf(order)).map(({ amount }) => amount)).toEqual([80_000]);
  expect(await sums(order)).toMatchObject({ refunded: 80_000 });
});

test("refunds in the dashboard, their events lost: the next look finds them all", async () => {
  const { order } = await aPaidOrder();
  await inDashboard(order, 10_000);
  await inDashboard(order, 15_000);
  await look(order);
  expect(await sums(order)).toMatchObject({ refunded: 25_000 });
  expect(await known(order)).toEqual(
    expect.arrayContaining(["refund succeeded 10000", "refund succeeded 15000"]),
  );
});

/** Waits until Stripe was asked for something since so many requests. */
const asked = (operation: string, since: number): Promise<void> =>
  until(async () =>
    emulator
      .log()
      .slice(since)
      .some((one) => one.operation === operation),
  );

test("of two looks at once the newer one wins, whichever writes last", async () => {
  const { order } = await aPaidOrder();
  const before = emulator.log().length;
  await control("faults", { op: "creditNotes.list", mode: "delay", ms: 300 });
  const slow = look(order);
  await asked("creditNotes.list", before);
  await inDashboard(order, 20_000);
  await asSystem(
    (tx) =>
      tx.$queryRaw`select hours_number_payment_read(${order.clientId}::uuid, ${order.id}::uuid)::int as version`,
  );
  await syncPayment(order);
  await slow;
  expect(await sums(order)).toMatchObject({ refunded: 20_000 });
});

test("what an older look saw never overwrites what a newer one knows: a refund that failed meanwhile stays failed", async () => {
  const { order } = await aPaidOrder();
  const refund = await inDashboard(order, 20_000);
  const before = emulator.log().length;
  await control("faults", { op: "creditNotes.list", mode: "delay", ms: 400 });
  const slow = look(order);
  await asked("creditNotes.list", before);
  await control("refund/fail", { refund });
  await asSystem(
    (tx) =>
      tx.$queryRaw`select hours_number_payment_read(${order.clientId}::uuid, ${order.id}::uuid)::int as version`,
  );
  await syncPayment(order);
  await slow;
  expect(await sums(order)).toMatchObject({ available: 600, refunded: 0 });
  expect(await known(order)).toEqual(["refund failed 20000"]);
});

test("a refund that comes before its payment was credited is credited and taken back", async () => {
  const { aBuyer, atNewCheckout, present } = await import("./shop.ts");
  const { atCheckout } = await import("./world.ts");
  const petra = await aBuyer();
  const checkout = await atNewCheckout(petra);
  await atCheckout(checkout.url, { method: "card", outcome: "pay" });
  const session = await stripe().checkout.sessions.retrieve(checkout.order.checkoutId ?? "");
  const refund = await stripe().refunds.create({
    payment_intent: typeof session.payment_intent === "string" ? session.payment_intent : "",
    amount: all,
  });
  const { wantFor } = await import("#app/billing/reconcile/find-payments.server.ts");
  await wantFor("refund.created", refund.id);
  await runJobs();
  expect((await present(checkout.order)).state).toBe("paid");
  expect(await sums(checkout.order)).toMatchObject({ available: 0, owed: 0, refunded: all });
});

test("a task to pay a failed refund another way closes once that much went back", async () => {
  const { petra, order } = await aPaidOrder();
  await ask(order, 20_000);
  const [first] = await refundsOf(order);
  await control("refund/fail", { refund: first?.id });
  await look(order);
  expect(await tasks(petra)).toEqual(["refund-failed"]);
  // Less than what is still to go back answers nothing.
  await ask(order, 5_000);
  await look(order);
  expect(await tasks(petra)).toEqual(["refund-failed"]);
  await ask(order, 15_000);
  await look(order);
  expect(await tasks(petra)).toEqual([]);
});
