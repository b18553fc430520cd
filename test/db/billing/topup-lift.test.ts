import { evaluateTopup, suspendTopups } from "#app/hours/ledger-topups.server.ts";
import { control, runJobs, until } from "./world.ts";

import { randomUUID } from "node:crypto";

import { expect, test, vi } from "vitest";

import { closeInvoice } from "#app/billing/bank-invoice/close-invoice.server.ts";
import { syncBankInvoice } from "#app/billing/bank-invoice/sync-invoice.server.ts";
import { placeOrder } from "#app/billing/place-order.server.ts";

import { suspendForDispute } from "#app/billing/refund/suspend-topups.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { findOrderByForm } from "#app/billing/store.server.ts";
import { afterManualPayment } from "#app/billing/topup/resume-topups.server.ts";
import { claimAttempt, findTopupSetting } from "#app/billing/topup/attempt-store.server.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { orderTopup } from "#app/billing/topup/order-topup.server.ts";
import { sweepTopups } from "#app/billing/topup/sweep-topups.server.ts";
import { getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import { getAlertsPage, removeAlert } from "#app/hours/alerts/set-alerts.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { log } from "#app/platform/log.server.ts";

import { aColleague } from "./billing-world.ts";
import { aBuyer, blockOf, inShop, present } from "./shop.ts";
import { attemptsOf, chargesOf, choose, give, onTopup, passTime, saveMethod, work } from "./topup-world.ts";

inShop(undefined, { letThrough: true });

const debit = { method: "ideal", outcome: "pay" };
const card = { method: "card", outcome: "pay" };
const dispute = (clientId: string) => asSystem((tx) => suspendForDispute(tx, clientId));
const stands = async (clientId: string): Promise<boolean> =>
  (await asSystem((tx) => findTopupSetting(tx, clientId)))?.suspendedAt !== null;

async function endMandate(clientId: string): Promise<void> {
  const method = await asSystem((tx) =>
    tx.savedMethod.findFirstOrThrow({ where: { clientId, removedAt: null } }),
  );
  await control("webhooks", { pause: false, release: true });
  await control("mandate/revoke", { mandate: method.stripeMandate });
  await until(async () => {
    await runJobs();
    return (await asSystem((tx) => tx.savedMethod.count({ where: { clientId, removedAt: null } }))) === 0;
  });
}

test("a dispute is lifted by no form and by no payment, but by another way to pay", async () => {
  const scope = await onTopup(180, debit);
  await dispute(scope.clientId);
  expect(await choose(scope)).toEqual({ ok: true, value: null });
  expect(await stands(scope.clientId)).toBe(true);
  await asSystem((tx) => afterManualPayment(tx, scope.clientId));
  expect(await stands(scope.clientId)).toBe(true);
  await saveMethod(scope, debit);
  expect(await stands(scope.clientId)).toBe(true);
  await saveMethod(scope, card);
  expect(await stands(scope.clientId)).toBe(false);
});

test("a dispute outlives a method that ends, before or after it", async () => {
  const after = await onTopup(180, debit);
  await dispute(after.clientId);
  await endMandate(after.clientId);
  await saveMethod(after, debit);
  expect(await stands(after.clientId)).toBe(true);

  const before = await onTopup(180, debit);
  await endMandate(before.clientId);
  await dispute(before.clientId);
  expect(await choose(before, { mode: "invoice" })).toEqual({ ok: true, value: null });
  expect(await stands(before.clientId)).toBe(true);
});

test("a dispute outlives a decline, and the paying of the invoice that stood open", async () => {
  const scope = await onTopup(180, { ...card, card: "decline" });
  await work(scope.clientId, 61);
  await runTopup(scope.clientId);
  const [attempt] = await attemptsOf(scope.clientId);
  await dispute(scope.clientId);
  await asSystem((tx) => suspendTopups(tx, scope.clientId, "fp-of-a-decline", now()));
  await control("bankTransfer", { invoice: attempt?.invoice, amount: 114_950 });
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(await stands(scope.clientId)).toBe(true);
});

test("a decline is lifted by a manual payment and by another way to pay, not by the same one", async () => {
  const scope = await onTopup(180, debit);
  const refuseIt = async () => {
    const { fingerprint } = await asSystem((tx) =>
      tx.savedMethod.findFirstOrThrow({ where: { clientId: scope.clientId, removedAt: null } }),
    );
    await asSystem((tx) => suspendTopups(tx, scope.clientId, fingerprint, now()));
  };
  await refuseIt();
  expect(await choose(scope)).toEqual({ ok: true, value: null });
  await saveMethod(scope, debit);
  expect(await stands(scope.clientId)).toBe(true);
  await asSystem((tx) => afterManualPayment(tx, scope.clientId));
  expect(await stands(scope.clientId)).toBe(false);
  await refuseIt();
  await saveMethod(scope, card);
  expect(await stands(scope.clientId)).toBe(false);
});

test("an invoice by transfer that is paid sets what a decline had stopped going again, and the declined invoice is withdrawn", async () => {
  const scope = await onTopup(180, { ...card, card: "decline" });
  await work(scope.clientId, 61);
  await runTopup(scope.clientId);
  const [attempt] = await attemptsOf(scope.clientId);
  await asSystem((tx) => suspendTopups(tx, scope.clientId, "fp-of-a-decline", now()));
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ id: attempt?.id, status: "invoice_open" }]);
  const formKey = randomUUID();
  expect(
    await placeOrder(scope, {
      blockId: await blockOf(10),
      formKey,
      seenGrossMinor: 114_950,
      byTransfer: true,
    }),
  ).toMatchObject({ ok: true });
  const order = await asSystem((tx) => findOrderByForm(tx, scope.clientId, formKey));
  expect(await stands(scope.clientId)).toBe(true);
  await control("bankTransfer", { invoice: order?.invoice?.id, amount: 114_950 });
  await syncBankInvoice(scope.clientId, order?.id ?? "");
  expect(await stands(scope.clientId)).toBe(false);
  await runJobs();
  expect((await stripe().invoices.retrieve(attempt?.invoice ?? "")).status).toBe("void");
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ id: attempt?.id, status: "canceled" }]);
  expect(
    await chargesOf(scope.clientId).then((charges) => charges.filter(({ status }) => status === "succeeded")),
  ).toHaveLength(1);
});

test("being warned is what the alerts say: chosen here or there, both pages agree", async () => {
  const scope = await aBuyer();
  await give(scope.clientId, 180);
  const mode = async () => (await withLocale("nl", () => getTopupPage(scope))).setting?.mode;
  const first = async () => (await getAlertsPage(scope)).alerts.find(({ kind }) => kind === "account");
  expect([await mode(), (await first())?.kind]).toEqual(["warn", "account"]);
  expect(await choose(scope, { mode: "off" })).toEqual({ ok: true, value: null });
  expect([await mode(), await first()]).toEqual(["off", undefined]);
  expect(await choose(scope, { mode: "warn" })).toEqual({ ok: true, value: null });
  expect([await mode(), (await first())?.toBuyers]).toEqual(["warn", true]);
  expect(await choose(scope, { mode: "warn" })).toEqual({ ok: true, value: null });
  await removeAlert(scope, (await first())?.id ?? "");
  expect([await mode(), await first()]).toEqual(["off", undefined]);
});

test("the key of a form that was kept is refused with other values", async () => {
  const scope = await onTopup();
  const formKey = randomUUID();
  expect(await choose(scope, { formKey })).toEqual({ ok: true, value: null });
  expect(await choose(scope, { formKey })).toEqual({ ok: true, value: null });
  for (const other of [
    { mode: "warn" },
    { thresholdMinutes: 60 },
    { maxPer30d: 9 },
    { maxMinorPer30d: 500_000 },
    { seenGrossMinor: 1 },
  ] as const) {
    expect(await choose(scope, { formKey, ...other })).toEqual({ ok: false, refusal: "other-choice" });
  }
});

test("an invoice by transfer that stands open holds a charge back; voided, the top-up goes on", async () => {
  const scope = await onTopup(220, card, { thresholdMinutes: 60 });
  const placed = await placeOrder(scope, {
    blockId: await blockOf(10),
    formKey: randomUUID(),
    seenGrossMinor: 114_950,
    byTransfer: true,
  });
  expect(placed).toMatchObject({ ok: true });
  const { id } = await asSystem((tx) =>
    tx.blockOrder.findFirstOrThrow({ where: { clientId: scope.clientId } }),
  );
  expect(await choose(scope, { thresholdMinutes: 300 })).toEqual({ ok: true, value: null });
  await sweepTopups();
  await runJobs();
  expect(await chargesOf(scope.clientId)).toEqual([]);
  expect(await attemptsOf(scope.clientId)).toEqual([]);
  expect(await withLocale("nl", () => getTopupPage(scope))).toMatchObject({
    unpaidPurchases: { minutes: 600, orderId: id },
  });
  const noor = await aColleague("owner");
  expect(await closeInvoice(noor, await present({ clientId: scope.clientId, id }), "void")).toMatchObject({
    ok: true,
  });
  await sweepTopups();
  await runJobs();
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded", minutes: 600 }]);
  expect(await chargesOf(scope.clientId)).toHaveLength(1);
});

/** Tells whether somebody waits for a lock in this database. */
async function isWaitingForLock(): Promise<boolean> {
  const waiting = await asSystem(
    (tx) => tx.$queryRaw<unknown[]>`
      select from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`,
  );
  return waiting.length > 0;
}

test("a top-up's order waits for the account before it takes the audit chain, as every act does", async () => {
  const scope = await onTopup();
  await work(scope.clientId, 61);
  const attempt = await asSystem((tx) => claimAttempt(tx, scope.clientId, now(), 120));
  if (!attempt) throw new Error("no attempt");
  const warned = vi.spyOn(log, "warn");
  let ordered: ReturnType<typeof orderTopup> | undefined;
  await asSystem(async (tx) => {
    await evaluateTopup(tx, scope.clientId, now());
    ordered = orderTopup(attempt);
    await until(isWaitingForLock);
    await appendAudit(tx, "system", {
      action: "topup.chosen",
      target: `client:${scope.clientId}`,
      clientId: scope.clientId,
    });
  });
  expect(await ordered).toMatchObject({ ok: true });
  expect(warned.mock.calls.filter(([, words]) => String(words).includes("runs again"))).toEqual([]);
  warned.mockRestore();
});

test("a way to pay without a choice is half of the way", async () => {
  const scope = await aBuyer();
  await give(scope.clientId, 180);
  const page = () => withLocale("nl", () => getTopupPage(scope));
  expect(await page()).toMatchObject({ methodUnused: false });
  await saveMethod(scope, card);
  expect(await page()).toMatchObject({ methodUnused: true });
  expect(await choose(scope, { mode: "off" })).toEqual({ ok: true, value: null });
  expect(await page()).toMatchObject({ methodUnused: false });
});

test("topping up can be turned off whatever became of the price and the blocks", async () => {
  const scope = await onTopup();
  expect(await choose(scope, { mode: "warn", seenGrossMinor: 1 })).toEqual({ ok: true, value: null });
  expect(await choose(scope, { mode: "charge", blockId: null })).toMatchObject({ refusal: "block-gone" });
  const formKey = randomUUID();
  for (const blockId of [randomUUID(), null, null])
    expect(await choose(scope, { mode: "off", formKey, blockId })).toEqual({ ok: true, value: null });
  expect(await withLocale("nl", () => getTopupPage(scope))).toMatchObject({ setting: { mode: "off" } });
});
