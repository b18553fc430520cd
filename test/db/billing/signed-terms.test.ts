import { atCheckout, control, fresh, runJobs, until } from "./world.ts";

import { expect, test } from "vitest";

import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { setCreditLimit } from "#app/billing/bank-invoice/set-credit-limit.server.ts";
import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { getStaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { getOrderPage } from "#app/billing/order-page.server.ts";
import { placeOrder } from "#app/billing/place-order.server.ts";
import {
  findTermsState,
  getUnsignedMinutes,
  prepareHourTerms,
} from "#app/billing/signed-terms/hour-terms.server.ts";
import { findOrderByForm } from "#app/billing/store.server.ts";
import { getTodoPage } from "#app/office/todo.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildTemplate, sign } from "#test/builders/agreement.ts";
import { person } from "#test/db/desk/world.ts";
import { behind } from "#test/db/identity/world.ts";

import { aColleague } from "./billing-world.ts";
import { aBuyer, atNewCheckout, blockOf, inShop, outcome, present } from "./shop.ts";
import { attemptsOf, onTopup, work } from "./topup-world.ts";

let noor: StaffScope;
inShop(
  async () => {
    noor = await aColleague("owner");
    await buildTemplate(noor, "hour-terms");
  },
  { letThrough: true },
);

const terms = (scope: ClientScope) => asSystem((tx) => findTermsState(tx, scope.clientId));
async function signTerms(scope: ClientScope): Promise<void> {
  await prepareHourTerms(scope);
  const open = await asSystem((tx) => findAgreementFor(tx, "hour-terms", scope.clientId));
  if (!open) throw new Error("nothing to sign");
  expect(await sign(scope, open)).toMatchObject({ ok: true });
}

test("a block that is paid before the terms are signed is credited by the signature, once, and its order says so", async () => {
  const petra = await aBuyer();
  const bram = await person(petra.clientId, "Bram Jansen", "finance");
  const { order, url } = await atNewCheckout(petra);
  await atCheckout(url, { method: "ideal", outcome: "pay" });
  for (let times = 0; times < 2; times++) await fulfilCheckout(order.checkoutId ?? "");
  expect(await present(order)).toMatchObject({ state: "processing", lotId: null });
  expect((await getOrderPage(petra, order.id))?.waitsForSignature).toBe(true);
  expect(await getUnsignedMinutes(noor, petra.clientId)).toBe(600);
  await runJobs();
  expect(await outcome(petra.clientId)).toMatchObject({
    minutes: 0,
    lots: [],
    letters: ["hours-unsigned"],
  });
  const told = await behind<{ recipient: string }>(
    "select recipient from letter where template = 'hours-unsigned' and key like $1",
    [`hours-unsigned:${order.id}:%`],
  );
  expect(told.map(({ recipient }) => recipient)).toEqual([bram.email]);
  const asked = await asSystem((tx) => findAgreementFor(tx, "hour-terms", petra.clientId));
  expect(asked).toMatchObject({ state: "open", signers: [{ userId: petra.userId, state: "waiting" }] });
  expect((await getOrderPage(petra, order.id))?.signAt).toBe(
    `/agreements/${asked?.id}/sign?to=${encodeURIComponent(`/orders/${order.id}`)}`,
  );
  await signTerms(petra);
  await runJobs();
  await until(async () => (await present(order)).state === "paid");
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600, lots: [{ minutes: 600 }] });
  await fulfilCheckout(order.checkoutId ?? "");
  expect((await outcome(petra.clientId)).minutes).toBe(600);
  expect((await getOrderPage(petra, order.id))?.waitsForSignature).toBe(false);
  expect(await getUnsignedMinutes(noor, petra.clientId)).toBe(0);
});

test("signed first, the order names the agreement and the payment credits at once; new terms are asked once", async () => {
  const petra = await aBuyer();
  expect(await terms(petra)).toEqual({ isAsked: true, signed: null, isCurrent: false });
  await signTerms(petra);
  const { order, url } = await atNewCheckout(petra);
  expect(order.termsVersion).toMatch(/^hours-terms v4, agreement \d+$/);
  await atCheckout(url, { method: "ideal", outcome: "pay" });
  await fulfilCheckout(order.checkoutId ?? "");
  expect((await outcome(petra.clientId)).minutes).toBe(600);
  await buildTemplate(noor, "hour-terms", "Nieuw");
  const old = await terms(petra);
  expect(old).toMatchObject({ isCurrent: false });
  await signTerms(petra);
  const held = await terms(petra);
  expect([held.isCurrent, held.signed?.id === old.signed?.id]).toEqual([true, false]);
  expect(await prepareHourTerms(petra)).toBeNull();
});

test("hours on trust wait for the signature too, and so do those of a transfer that came first", async () => {
  const petra = await aBuyer();
  await setCreditLimit(noor, petra.clientId, 600);
  const orders = [];
  for (let count = 0; count < 2; count++) {
    const formKey = fresh();
    const block = await blockOf(10);
    await placeOrder(petra, { blockId: block, formKey, seenGrossMinor: 114_950, byTransfer: true });
    const order = await asSystem((tx) => findOrderByForm(tx, petra.clientId, formKey));
    if (order) orders.push(order);
  }
  const [trusted, other] = orders;
  if (!trusted || !other) throw new Error("no orders");
  expect([trusted.onTrust, other.onTrust, (await outcome(petra.clientId)).minutes]).toEqual([true, false, 0]);
  await control("bankTransfer", { invoice: other.invoice?.id, amount: 114_950 });
  await control("webhooks", { pause: false, release: true });
  await until(async () => {
    await runJobs();
    return (await present(other)).state === "processing";
  });
  await signTerms(petra);
  await runJobs();
  expect((await outcome(petra.clientId)).minutes).toBe(1200);
  expect([(await present(trusted)).state, (await present(other)).state]).toEqual(["invoiced", "paid"]);
});

test("a top-up that is charged waits for the signature like a bought block, and nothing more is topped up meanwhile; staff see why", async () => {
  const petra = await onTopup();
  await work(petra.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(petra.clientId);
  const order = { clientId: petra.clientId, id: attempt?.id ?? "" };
  expect(await present(order)).toMatchObject({ state: "processing", failure: "terms-unsigned", lotId: null });
  expect(attempt?.status).toBe("charging");
  await runJobs();
  expect([(await attemptsOf(petra.clientId)).length, (await outcome(petra.clientId)).minutes]).toEqual([
    1, 119,
  ]);
  expect(await getStaffOrderPage(noor, order.id)).toMatchObject({ waitsForSignature: true });
  const { items } = await getTodoPage(noor, "unsigned-block");
  expect(items.find(({ id }) => id === order.id)?.to).toBe(`/staff/orders/${order.id}`);
  await signTerms(petra);
  await runJobs();
  expect(await present(order)).toMatchObject({ state: "paid", failure: null });
  expect((await attemptsOf(petra.clientId)).map(({ status }) => status)).toEqual(["succeeded"]);
  expect((await outcome(petra.clientId)).minutes).toBe(719);
  expect((await getTodoPage(noor, "unsigned-block")).items.filter(({ id }) => id === order.id)).toEqual([]);
});
