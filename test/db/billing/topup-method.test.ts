import { atCheckout, control, emulator, runJobs, until } from "./world.ts";

import { randomUUID } from "node:crypto";

import { expect, test } from "vitest";

import { getContractPayments } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import { keepContractPayment } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { readPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { finishSetup } from "#app/billing/topup/finish-setup.server.ts";
import { getSetupReturn } from "#app/billing/topup/setup-return-page.server.ts";
import { removeMethod } from "#app/billing/topup/remove-method.server.ts";
import { startSetup } from "#app/billing/topup/start-setup.server.ts";
import { warnOfExpiry } from "#app/billing/topup/sync-method.server.ts";
import { getStaffTopup } from "#app/billing/topup/staff-topup.server.ts";
import { getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import { buildContract } from "#test/builders/client.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";

import { aBuyer, colleague, inShop, outcome } from "./shop.ts";
import { attemptsOf, choose, onTopup, saveMethod, shownMandate, work } from "./topup-world.ts";

inShop(undefined, { letThrough: true });

const methodsOf = (clientId: string) =>
  asSystem((tx) => tx.savedMethod.findMany({ where: { clientId }, orderBy: { savedAt: "asc" } }));
const lettersOf = async (clientId: string) =>
  (await outcome(clientId)).letters.filter((name) => name.startsWith("method-"));

test("saved by iDEAL: the direct debit that it leaves behind is kept, with the mandate word for word, whoever brings the news, once", async () => {
  const scope = await aBuyer();
  const formKey = randomUUID();
  const mandate = await shownMandate(scope);
  expect(await startSetup(scope, formKey, await shownMandate(scope, "de"), "nl")).toMatchObject({
    refusal: "text-changed",
  });
  const started = await Promise.all([
    startSetup(scope, formKey, mandate, "nl"),
    startSetup(scope, formKey, mandate, "nl"),
  ]);
  expect(new Set(started.map((one) => (one.ok ? one.value : one.refusal))).size).toBe(1);
  const [first] = started;
  if (!first.ok) throw new Error(first.refusal);
  const back = new URL(await atCheckout(first.value, { method: "ideal", outcome: "pay" }));
  const checkout = back.searchParams.get("session_id") ?? "";
  await control("webhooks", { pause: false, release: true, order: "reverse" });
  await Promise.all([finishSetup(checkout), finishSetup(checkout), runJobs()]);
  await until(
    async () => (await asSystem((tx) => tx.stripeEvent.count({ where: { objectId: checkout } }))) > 0,
  );
  await runJobs();
  expect(await methodsOf(scope.clientId)).toMatchObject([
    {
      type: "sepa_debit",
      enteredWith: "ideal",
      last4: "2202",
      fingerprint: "fp2202",
      stripeMandate: expect.stringMatching(/^mandate_/) as string,
      removedAt: null,
    },
  ]);
  const [setup] = await asSystem((tx) => tx.methodSetup.findMany({ where: { clientId: scope.clientId } }));
  expect(setup).toMatchObject({
    state: "saved",
    userId: scope.userId,
    mandateVersion: "mandate v2",
    locale: "nl",
  });
  expect(setup?.mandateText).toContain("SEPA-machtiging");
  expect(await lettersOf(scope.clientId)).toEqual(["method-saved"]);
});

test("only the webhook comes: saved all the same", async () => {
  const scope = await aBuyer();
  const started = await startSetup(scope, randomUUID(), await shownMandate(scope, "de"), "de");
  if (!started.ok) throw new Error(started.refusal);
  await atCheckout(started.value, { method: "card", outcome: "pay" });
  await control("webhooks", { pause: false, release: true });
  await until(
    async () =>
      (await asSystem((tx) => tx.stripeEvent.count({ where: { type: "checkout.session.completed" } }))) > 0,
  );
  await until(async () => {
    await runJobs();
    return (await methodsOf(scope.clientId)).length === 1;
  });
  expect(await methodsOf(scope.clientId)).toMatchObject([
    { type: "card", last4: "4242", expMonth: 12, expYear: 2034 },
  ]);
});

test("a second one takes the place of the first; removed, charging becomes a warning", async () => {
  const scope = await onTopup();
  await saveMethod(scope, { method: "ideal", outcome: "pay" });
  expect(await methodsOf(scope.clientId)).toMatchObject([
    { removal: "replaced" },
    { removal: null, type: "sepa_debit" },
  ]);
  expect(await Promise.all([removeMethod(scope), removeMethod(scope)])).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  await runJobs();
  expect((await methodsOf(scope.clientId)).map(({ removal }) => removal)).toEqual(["replaced", "by-client"]);
  const page = await withLocale("nl", () => getTopupPage(scope));
  expect(page).toMatchObject({ method: null, setting: { mode: "warn" } });
  expect(
    emulator.log().filter(({ operation }) => operation === "paymentMethods.detach").length,
  ).toBeGreaterThan(1);
  await work(scope.clientId, 100);
  expect(await attemptsOf(scope.clientId)).toEqual([]);
});

test("an employee changes nothing, and sees neither amounts nor the account that pays", async () => {
  const scope = await onTopup();
  const employee: ClientScope = await colleague(scope.clientId, scope.clientName, "employee");
  expect(await choose(employee)).toMatchObject({ refusal: "may-not-change" });
  expect(await startSetup(employee, randomUUID(), null, "nl")).toMatchObject({ refusal: "may-not-change" });
  expect(await removeMethod(employee)).toMatchObject({ refusal: "may-not-change" });
  await work(scope.clientId, 61);
  await runJobs();
  const page = await withLocale("nl", () => getTopupPage(employee));
  expect(page.attempts).toMatchObject([{ maySeeOrder: false }]);
  expect(page.method).toBeNull();
  expect(JSON.stringify(page)).not.toMatch(/Minor"|[uU]rl"/);
  const engineer = staffScope(await buildUser({ clientId: null, role: "engineer" }), "engineer");
  const card = await getStaffTopup(engineer, scope.clientId);
  expect(card?.attempts).toHaveLength(1);
  expect(JSON.stringify(card)).not.toMatch(/Minor"|[uU]rl"/);
});

test("the bank withdraws the mandate: nothing more is charged, and the client is told once", async () => {
  const scope = await onTopup(180, { method: "ideal", outcome: "pay" });
  const [method] = await methodsOf(scope.clientId);
  await control("webhooks", { pause: false, release: true });
  await control("mandate/revoke", { mandate: method?.stripeMandate });
  await until(async () => {
    await runJobs();
    return (await methodsOf(scope.clientId))[0]?.removal !== null;
  });
  expect(await methodsOf(scope.clientId)).toMatchObject([{ removal: "mandate-ended" }]);
  expect((await lettersOf(scope.clientId)).filter((name) => name === "method-ended")).toHaveLength(1);
  await work(scope.clientId, 100);
  await runJobs();
  expect(await attemptsOf(scope.clientId)).toEqual([]);
});

test("the same account saved again after its mandate ended is used again", async () => {
  const scope = await onTopup(180, { method: "ideal", outcome: "pay" });
  await control("webhooks", { pause: false, release: true });
  await control("mandate/revoke", { mandate: (await methodsOf(scope.clientId))[0]?.stripeMandate });
  await until(async () => {
    await runJobs();
    return (await methodsOf(scope.clientId))[0]?.removal !== null;
  });
  await saveMethod(scope, { method: "ideal", outcome: "pay" });
  await work(scope.clientId, 100);
  expect(await attemptsOf(scope.clientId)).toHaveLength(1);
});

test("a card that runs out within 30 days: one letter, not before", async () => {
  const scope = await onTopup();
  await asOf(new Date("2034-11-15T08:00:00Z"), warnOfExpiry);
  expect(await lettersOf(scope.clientId)).toEqual(["method-saved"]);
  await asOf(new Date("2034-12-03T08:00:00Z"), warnOfExpiry);
  await asOf(new Date("2034-12-04T08:00:00Z"), warnOfExpiry);
  expect(await lettersOf(scope.clientId)).toEqual(["method-saved", "method-expiring"]);
});

test("saved for a contract: the mandate names its invoices, the visit leads back to the proposal, and the contract is paid by it; a top-up's mandate is not enough", async () => {
  const scope = await aBuyer();
  const { clientId } = scope;
  await saveMethod(scope);
  const contractId = await buildContract(clientId, {
    ...{ name: "Beheer", seats: 20, seatPriceMinor: 5000, startsOn: "2026-01-01" },
  });
  const chosen = { clientId, contractId, way: "mandate", chosenBy: scope.userId, at: now() } as const;
  await asSystem((tx) => keepContractPayment(tx, chosen));
  expect((await getContractPayments(scope, clientId)).payments).toMatchObject([
    { way: "mandate", method: null },
  ]);
  const proposal = randomUUID();
  const purpose = readPurpose(new URLSearchParams({ for: proposal }));
  const started = await startSetup(
    scope,
    randomUUID(),
    await shownMandate(scope, "nl", purpose),
    "nl",
    purpose,
  );
  if (!started.ok) throw new Error(started.refusal);
  const back = new URL(await atCheckout(started.value, { method: "ideal", outcome: "pay" }));
  const visit = await getSetupReturn(scope, back.searchParams.get("session_id") ?? "");
  expect(visit).toMatchObject({ state: "saved", returnTo: `/proposals/${proposal}` });
  const setups = await asSystem((tx) =>
    tx.methodSetup.findMany({ where: { clientId, purpose: "contract" } }),
  );
  expect(setups.map(({ mandateText }) => mandateText)).toEqual([
    expect.stringContaining("de maandfacturen van je contract"),
  ]);
  expect((await getContractPayments(scope, clientId)).payments).toMatchObject([
    { contractName: "Beheer", way: "mandate", method: { type: "sepa_debit", last4: "2202" } },
  ]);
  // Saved for the contract alone: nothing is left to do about top-ups.
  expect(await withLocale("nl", () => getTopupPage(scope))).toMatchObject({ methodUnused: false });
  const employee = await colleague(clientId, "Tom", "employee");
  expect((await getContractPayments(employee, clientId)).payments).toEqual([]);
});

test("a form that has ended opens no page again; a method saved for another customer ends it", async () => {
  const scope = await aBuyer();
  const [saved, foreign] = [randomUUID(), randomUUID()];
  const visit = async (formKey: string) => {
    const started = await startSetup(scope, formKey, await shownMandate(scope), "nl");
    if (!started.ok) throw new Error(started.refusal);
    const back = new URL(await atCheckout(started.value, { method: "card", outcome: "pay" }));
    return back.searchParams.get("session_id") ?? "";
  };
  await finishSetup(await visit(saved));
  expect(await startSetup(scope, saved, null, "nl")).toEqual({ ok: false, refusal: "form-used" });
  const checkout = await visit(foreign);
  await asSystem((tx) =>
    tx.client.update({ where: { id: scope.clientId }, data: { stripeCustomerId: "cus_other" } }),
  );
  expect(await getSetupReturn(scope, checkout)).toMatchObject({
    state: "failed",
    checking: false,
    method: null,
  });
  expect(await methodsOf(scope.clientId)).toHaveLength(1);
});
