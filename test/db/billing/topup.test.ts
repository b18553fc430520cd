import { control, emulator, runJobs } from "./world.ts";

import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { suspendForDispute } from "#app/billing/refund/suspend-topups.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { findTopupSetting, findTopupUse } from "#app/billing/topup/attempt-store.server.ts";
import { resumeAndRetry } from "#app/billing/topup/resume-topups.server.ts";
import { syncTopup } from "#app/billing/topup/sync-topup.server.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { sweepTopups } from "#app/billing/topup/sweep-topups.server.ts";
import { suspendTopups } from "#app/hours/ledger-topups.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { onItsWayMinutes } from "#app/billing/order-list-store.server.ts";
import { openShop, outcome, present } from "./shop.ts";
import {
  asked,
  attemptsOf,
  chargesOf,
  choose,
  give,
  onTopup,
  passTime,
  saveMethod,
  work,
} from "./topup-world.ts";

beforeAll(openShop);
beforeEach(() => control("webhooks", { pause: true }));
afterEach(async () => {
  await control("webhooks", { release: true });
  await runJobs();
  expect(emulator.issues()).toEqual([]);
});

/** Lets the bank refuse the debit of an invoice that is on its way. */
async function settle(invoice: string | null | undefined): Promise<void> {
  const { payments } = await stripe().invoices.retrieve(invoice ?? "", {
    expand: ["payments.data.payment.payment_intent"],
  });
  const intents = (payments?.data ?? []).map(({ payment }) => payment.payment_intent);
  const waits = intents.find((one) => typeof one === "object" && one.status === "processing");
  await control("settle", { payment_intent: typeof waits === "object" ? waits.id : null, ok: false });
}

/** Takes a client's methods out of use, as their bank does. */
async function endMethodsOf(clientId: string): Promise<void> {
  await asSystem(async (tx) => {
    await tx.savedMethod.updateMany({
      where: { clientId, removedAt: null },
      data: { removedAt: now(), removal: "detached" },
    });
    await suspendTopups(tx, clientId, null, now());
  });
}

const lettersOf = async (clientId: string): Promise<string[]> =>
  (await outcome(clientId)).letters.filter((name) => name.startsWith("topup-"));

test("a card is charged when the balance falls to the level: one charge, one lot, one invoice, one letter", async () => {
  const scope = await onTopup();
  await work(scope.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(scope.clientId);
  expect(attempt).toMatchObject({ status: "succeeded", minutes: 600, grossMinor: 114_950 });
  const order = await present({ clientId: scope.clientId, id: attempt?.id ?? "" });
  expect(order).toMatchObject({
    state: "paid",
    origin: "auto_topup",
    paymentMethod: "card",
    grossMinor: 114_950,
    termsVersion: "top-up v2",
    buyerId: scope.userId,
  });
  expect(order.invoice?.number).toMatch(/HIT-/);
  expect(await chargesOf(scope.clientId)).toMatchObject([{ amount: 114_950, status: "succeeded" }]);
  expect(await outcome(scope.clientId)).toMatchObject({
    minutes: 719,
    lots: [{ minutes: 180 }, { minutes: 600, price_minor: 95_000 }],
  });
  await control("webhooks", { release: true });
  await runJobs();
  expect(await lettersOf(scope.clientId)).toEqual(["topup-done"]);
});

test("far below: the smallest number of blocks that lifts the balance above the level, in one charge", async () => {
  const scope = await onTopup();
  await work(scope.clientId, 600);
  await work(scope.clientId, 400);
  await runJobs();
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded", minutes: 1200 }]);
  expect(await chargesOf(scope.clientId)).toMatchObject([{ amount: 229_900 }]);
});

test("a direct debit is on its way for days, and credited when the bank says so", async () => {
  const scope = await onTopup(180, { method: "ideal", outcome: "pay" });
  await work(scope.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(scope.clientId);
  expect(attempt).toMatchObject({ status: "charging", awaitsBank: true });
  const order = await present({ clientId: scope.clientId, id: attempt?.id ?? "" });
  expect(order.state).toBe("processing");
  expect(await asSystem((tx) => onItsWayMinutes(tx, scope.clientId))).toBe(600);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await chargesOf(scope.clientId)).toHaveLength(1);
  await control("clock/advance", { seconds: 6 * 86_400 });
  await control("webhooks", { release: true });
  await runJobs();
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(await outcome(scope.clientId)).toMatchObject({ minutes: 719 });
  expect(await chargesOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
});

test("a direct debit that fails is tried again after an hour, on the same invoice; the third failure stops it, and the invoice stays open", async () => {
  const scope = await onTopup(180, { method: "ideal", outcome: "pay" });
  await work(scope.clientId, 61);
  for (let decline = 1; decline <= 3; decline += 1) {
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
    const { data } = (await (
      await fetch(`${emulator.url}/v1/payment_intents?limit=20`, {
        headers: { authorization: "Bearer sk_test_emulator", "stripe-version": "2026-10-28.endive" },
      })
    ).json()) as { data: { id: string; status: string }[] };
    await control("settle", {
      payment_intent: data.find(({ status }) => status === "processing")?.id,
      ok: false,
    });
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
    expect(await attemptsOf(scope.clientId)).toMatchObject([
      decline < 3 ? { status: "queued", tryNo: decline + 1 } : { status: "invoice_open" },
    ]);
  }
  const [attempt] = await attemptsOf(scope.clientId);
  expect(asked("invoices.create", attempt?.id ?? "")).toBe(1);
  expect(asked("invoices.pay", attempt?.id ?? "")).toBe(3);
  // Each debit is announced.
  expect(await lettersOf(scope.clientId)).toEqual([
    "topup-debit",
    "topup-declined",
    "topup-debit",
    "topup-debit",
    "topup-stopped",
  ]);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(asked("invoices.pay", attempt?.id ?? "")).toBe(3);
  expect(await outcome(scope.clientId)).toMatchObject({ minutes: 119 });
});

test("a card that is declined: a letter at the first time, again after an hour; another card pays the same invoice", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
  await work(scope.clientId, 61);
  for (let time = 0; time < 3; time += 1) {
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
  }
  const [stopped] = await attemptsOf(scope.clientId);
  expect(stopped).toMatchObject({ status: "invoice_open", note: "generic_decline" });
  await saveMethod(scope, { method: "ideal", outcome: "pay" });
  await runJobs();
  expect(await attemptsOf(scope.clientId)).toMatchObject([
    { id: stopped?.id, status: "charging", awaitsBank: true },
  ]);
  expect(asked("invoices.create", stopped?.id ?? "")).toBe(1);
  await settle(stopped?.invoice);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  const atFirst = ["topup-declined", "topup-stopped", "topup-debit", "topup-declined"];
  expect(await lettersOf(scope.clientId)).toEqual(atFirst);
});

test("what was resumed and is declined again is stopped again, and said again", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
  await work(scope.clientId, 61);
  for (let time = 0; time < 6; time += 1) {
    if (time === 3) await asSystem((tx) => resumeAndRetry(tx, scope.clientId, now()));
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
  }
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "invoice_open" }]);
  expect(await lettersOf(scope.clientId)).toEqual(["topup-declined", "topup-stopped", "topup-stopped"]);
});

test.each([
  ["disputed", (clientId: string) => asSystem((tx) => suspendForDispute(tx, clientId))],
  ["method-gone", endMethodsOf],
  ["suspended", (clientId: string) => asSystem((tx) => suspendTopups(tx, clientId, null, now()))],
])(
  "%s while a declined charge waits for its next try: the letter about its open invoice says so",
  async (reason, happen) => {
    const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
    await work(scope.clientId, 61);
    await runTopup(scope.clientId);
    await happen(scope.clientId);
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
    const letters = await asSystem((tx) =>
      tx.letter.findMany({ where: { clientId: scope.clientId, template: "topup-stopped" } }),
    );
    expect(letters.map(({ props }) => props)).toMatchObject([{ reason, order: { minutes: 600 } }]);
  },
);

test("the bank wants to see a person: a letter, no second charge, and credited once a person pays the invoice", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "authentication" });
  await work(scope.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(scope.clientId);
  expect(attempt).toMatchObject({ status: "requires_action" });
  expect(await lettersOf(scope.clientId)).toEqual(["topup-action"]);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(asked("invoices.pay", attempt?.id ?? "")).toBe(1);
  await control("bankTransfer", { invoice: attempt?.invoice, amount: 114_950 });
  await control("webhooks", { release: true });
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(await outcome(scope.clientId)).toMatchObject({ minutes: 719 });
});

test.each([
  ["invoices.create", "drop_before"],
  ["invoices.create", "drop_after"],
  ["invoices.create", "500_after"],
  ["invoiceItems.create", "drop_after"],
  ["invoiceItems.create", "500_after"],
  ["invoices.finalizeInvoice", "drop_after"],
  ["invoices.finalizeInvoice", "500_after"],
  ["invoices.pay", "drop_before"],
  ["invoices.pay", "drop_after"],
  ["invoices.pay", "500_after"],
  ["invoices.pay", "409"],
  ["invoices.retrieve", "500"],
])("%s %s: in doubt nothing else is charged; the next look finds out", async (op, mode) => {
  const scope = await onTopup();
  await work(scope.clientId, 61);
  await control("faults", { op, mode, times: 3 });
  for (let turn = 0; turn < 6 && (await attemptsOf(scope.clientId))[0]?.status !== "succeeded"; turn += 1) {
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
  }
  await control("faults", { op: "none", mode: "delay" });
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(await chargesOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(await outcome(scope.clientId)).toMatchObject({ minutes: 719 });
});

test("a call that Stripe itself refuses is a task for a person, and none once it is accepted", async () => {
  const scope = await onTopup();
  await work(scope.clientId, 61);
  await control("faults", { op: "invoices.finalizeInvoice", mode: "400", times: 2 });
  const stuck = () =>
    asSystem((tx) =>
      tx.staffTask.findMany({
        where: { clientId: scope.clientId, kind: "topup-stuck" },
        select: { resolvedAt: true, detail: true },
      }),
    );
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await stuck()).toMatchObject([
    { resolvedAt: null, detail: { what: "finalize: parameter_invalid", amountMinor: 114_950 } },
  ]);
  for (let turn = 0; turn < 3 && (await attemptsOf(scope.clientId))[0]?.status !== "succeeded"; turn += 1) {
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
  }
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect((await stuck()).map(({ resolvedAt }) => resolvedAt !== null)).toEqual([true]);
});

test("an invoice instead of a charge: sent once, credited when it is paid; void closes it", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay" }, { mode: "invoice" });
  await work(scope.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(scope.clientId);
  expect(attempt).toMatchObject({ status: "invoice_open" });
  expect(await present({ clientId: scope.clientId, id: attempt?.id ?? "" })).toMatchObject({
    state: "invoiced",
    origin: "topup_invoice",
  });
  expect(await chargesOf(scope.clientId)).toEqual([]);
  await control("bankTransfer", { invoice: attempt?.invoice, amount: 114_950 });
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await outcome(scope.clientId)).toMatchObject({ minutes: 719 });
  expect(await lettersOf(scope.clientId)).toEqual(["topup-invoice", "topup-done"]);
});

test("the cap: said when the last top-up that it allows for is made, and again when it holds one back", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay" }, { maxPer30d: 1 });
  await work(scope.clientId, 61);
  await runJobs();
  expect((await lettersOf(scope.clientId)).sort()).toEqual(["topup-cap", "topup-done"]);
  await work(scope.clientId, 650);
  await sweepTopups();
  await sweepTopups();
  await runJobs();
  expect((await lettersOf(scope.clientId)).sort()).toEqual(["topup-cap", "topup-cap", "topup-done"]);
  expect(await chargesOf(scope.clientId)).toHaveLength(1);
  expect(await choose(scope, { maxPer30d: 2 })).toEqual({ ok: true, value: null });
  await runJobs();
  expect(await chargesOf(scope.clientId)).toHaveLength(2);
  // Held back by the amount: the letter says how many were made, not the highest number.
  expect(await choose(scope, { maxPer30d: 4, maxMinorPer30d: 229_900 })).toEqual({ ok: true, value: null });
  await work(scope.clientId, 650);
  await sweepTopups();
  const letters = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId: scope.clientId, template: "topup-cap" } }),
  );
  expect(letters.map(({ props }) => props)).toContainEqual(
    expect.objectContaining({ held: true, count: 2, maxPer30d: 4 }),
  );
});

test("a cap below one block, a stale price and a missing method are refused at once", async () => {
  const scope = await onTopup();
  expect(await choose(scope, { maxMinorPer30d: 114_949 })).toMatchObject({ refusal: "cap-amount" });
  expect(await choose(scope, { seenGrossMinor: 1 })).toMatchObject({ refusal: "price-changed" });
  expect(await choose(scope, { seenTerms: "of another version" })).toMatchObject({ refusal: "text-changed" });
  const other = await onTopup(180, { method: "card", outcome: "pay" }, { mode: "warn" });
  await asSystem((tx) =>
    tx.savedMethod.updateMany({
      where: { clientId: other.clientId },
      data: { removedAt: now(), removal: "by-client" },
    }),
  );
  expect(await choose(other)).toMatchObject({ refusal: "no-method" });
});

test("a price above what was agreed stops it: nothing is charged, the client is told, choosing anew goes on", async () => {
  const scope = await onTopup();
  await asSystem((tx) => tx.topupAgreement.findFirstOrThrow({ where: { clientId: scope.clientId } }));
  await asSystem((tx) =>
    tx.hourBlock.create({
      data: {
        clientId: scope.clientId,
        minutes: 600,
        pricePerHourMinor: 9600,
        validMonths: 12,
        position: 0,
        active: true,
      },
    }),
  );
  await work(scope.clientId, 61);
  await runJobs();
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "canceled", note: "price-changed" }]);
  expect(await lettersOf(scope.clientId)).toEqual(["topup-stopped"]);
  const own = await asSystem((tx) => tx.hourBlock.findFirstOrThrow({ where: { clientId: scope.clientId } }));
  expect(await choose(scope, { blockId: own.id, seenGrossMinor: 116_160 })).toEqual({
    ok: true,
    value: null,
  });
  await runJobs();
  expect(await chargesOf(scope.clientId)).toMatchObject([{ amount: 116_160 }]);
});

test("hours that came from elsewhere between a decline and the next try withdraw the invoice", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
  await work(scope.clientId, 61);
  await runJobs();
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "queued", tryNo: 2 }]);
  await give(scope.clientId, 600);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  const attempts = await attemptsOf(scope.clientId);
  expect(attempts).toMatchObject([{ status: "canceled" }]);
  expect(await chargesOf(scope.clientId)).toMatchObject([{ status: "failed" }]);
  // The caps don't count it, unless it is paid after all.
  const use = (paidId?: string) => asSystem((tx) => findTopupUse(tx, scope.clientId, now(), paidId));
  expect(await use()).toEqual({ count: 0, grossMinor: 0 });
  expect(await use(attempts[0]?.id)).toEqual({ count: 1, grossMinor: 114_950 });
});

test("a debit that comes back after its invoice was voided ends the order: its hours hold no top-up back", async () => {
  const scope = await onTopup(180, { method: "ideal", outcome: "pay" });
  await work(scope.clientId, 61);
  await runJobs();
  const [attempt] = await attemptsOf(scope.clientId);
  const key = { clientId: scope.clientId, id: attempt?.id ?? "" };
  await stripe().invoices.voidInvoice(attempt?.invoice ?? "");
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await present(key)).toMatchObject({ state: "processing" });
  await settle(attempt?.invoice);
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "failed", note: "voided" }]);
  expect(await present(key)).toMatchObject({ state: "failed", failure: "topup-voided" });
  expect(await asSystem((tx) => onItsWayMinutes(tx, scope.clientId))).toBe(0);
});

test("a declined invoice paid on Stripe's page by another account: that account is named, and its failure too", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
  await work(scope.clientId, 61);
  for (let time = 0; time < 3; time += 1) {
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
  }
  const [attempt] = await attemptsOf(scope.clientId);
  const key = { clientId: scope.clientId, id: attempt?.id ?? "" };
  const body = new URLSearchParams({ method: "sepa_debit" });
  await fetch(`${emulator.url}/i/${attempt?.invoice}`, { method: "POST", redirect: "manual", body });
  await syncTopup(scope.clientId, key.id);
  expect(await present(key)).toMatchObject({ state: "processing", paymentMethod: "sepa_debit" });
  expect(await lettersOf(scope.clientId)).not.toContain("topup-debit");
  await settle(attempt?.invoice);
  await syncTopup(scope.clientId, key.id);
  expect(await present(key)).toMatchObject({ state: "failed" });
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "invoice_open" }]);
});

test("another way to pay is saved while a debit is on its way: after the third failure the invoice is tried with that one", async () => {
  const scope = await onTopup(180, { method: "ideal", outcome: "pay" });
  await work(scope.clientId, 61);
  for (let decline = 1; decline <= 3; decline += 1) {
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
    if (decline === 3) await saveMethod(scope, { method: "card", outcome: "pay" });
    await settle((await attemptsOf(scope.clientId))[0]?.invoice);
    await passTime(scope.clientId);
    await runTopup(scope.clientId);
  }
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "queued", tryNo: 4 }]);
  expect(await asSystem((tx) => findTopupSetting(tx, scope.clientId))).toMatchObject({ suspendedAt: null });
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
});

test("a payment of somebody else is not credited: looked at now and then, closed when it went back", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
  await work(scope.clientId, 61);
  await runTopup(scope.clientId);
  const invoice = (await attemptsOf(scope.clientId))[0]?.invoice ?? "";
  const body = new URLSearchParams({ method: "card" });
  await fetch(`${emulator.url}/i/${invoice}`, { method: "POST", redirect: "manual", body });
  await asSystem((tx) =>
    tx.client.update({ where: { id: scope.clientId }, data: { stripeCustomerId: "cus_other" } }),
  );
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  const [held] = await attemptsOf(scope.clientId);
  expect(held).toMatchObject({ status: "unknown", note: "mismatch" });
  expect((held?.nextLookAt.getTime() ?? 0) - now().getTime()).toBeGreaterThan(5 * 3_600_000);
  const paid = await stripe().invoices.retrieve(invoice, { expand: ["payments"] });
  const intent = paid.payments?.data.find(({ status }) => status === "paid")?.payment.payment_intent;
  await stripe().refunds.create({ payment_intent: typeof intent === "string" ? intent : "" });
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "failed", note: "mismatch-refunded" }]);
  expect(await present({ clientId: scope.clientId, id: held?.id ?? "" })).toMatchObject({
    state: "failed",
    failure: "mismatch-refunded",
  });
});

test("invoices chosen while a declined charge waits for its next try: the open invoice is sent to the client", async () => {
  const scope = await onTopup(180, { method: "card", outcome: "pay", card: "decline" });
  await work(scope.clientId, 61);
  await runTopup(scope.clientId);
  expect(await choose(scope, { mode: "invoice" })).toEqual({ ok: true, value: null });
  await passTime(scope.clientId);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "invoice_open" }]);
  expect(await lettersOf(scope.clientId)).toEqual(["topup-declined", "topup-invoice"]);
});
