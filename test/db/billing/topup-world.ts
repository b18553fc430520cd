import { atCheckout, emulator } from "./world.ts";

import { randomUUID } from "node:crypto";

import { expect } from "vitest";

import type { SetupPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { chooseTopup, type TopupChoice } from "#app/billing/topup/choose-topup.server.ts";
import { listAttempts, type Attempt } from "#app/billing/topup/attempt-store.server.ts";
import { finishSetup } from "#app/billing/topup/finish-setup.server.ts";
import { startSetup } from "#app/billing/topup/start-setup.server.ts";
import { getMethodPage, getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry, staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";

import { aBuyer, blockOf } from "./shop.ts";

let engineer: StaffScope | undefined;
let workTypeId: string | undefined;

/** An engineer logs so many minutes at a client; no rounding. */
export async function work(clientId: string, minutes: number): Promise<void> {
  engineer ??= staffScope(await buildUser({ clientId: null, role: "engineer" }));
  workTypeId ??= (
    await asSystem((tx) =>
      tx.workType.create({
        data: {
          key: "by-the-minute",
          names: { nl: "Per minuut" },
          minimumMinutes: 0,
          roundingMinutes: 1,
          multiplierPercent: 100,
          free: false,
          position: 9,
        },
      }),
    )
  ).id;
  for (let left = minutes; left > 0; left -= 600)
    await buildTimeEntry(engineer, {
      clientId,
      requestId: await buildRequest(clientId),
      workTypeId,
      workedMinutes: Math.min(left, 600),
    });
}

/** Gives hours that cost nothing, so that there is something to use. */
export async function give(clientId: string, minutes: number): Promise<void> {
  await asSystem(
    (tx) =>
      tx.$queryRaw`select lot_id from hours_credit(${clientId}::uuid, 'goodwill', ${minutes}::int, 0, 'EUR', null, ${now()}, 'system', p_idem_key => ${randomUUID()})`,
  );
}

/** Saves a way to pay at Stripe, as a person does, and comes back. */
export async function saveMethod(
  scope: ClientScope,
  form: Record<string, string> = { method: "ideal", outcome: "pay" },
): Promise<void> {
  const started = await startSetup(scope, randomUUID(), await shownMandate(scope), "nl");
  if (!started.ok) throw new Error(started.refusal);
  const back = new URL(await atCheckout(started.value, form));
  await finishSetup(back.searchParams.get("session_id") ?? "");
}

/** The hash of the mandate that a client's people are shown. */
export async function shownMandate(
  scope: ClientScope,
  locale: "nl" | "de" = "nl",
  purpose?: SetupPurpose,
): Promise<string> {
  return (await withLocale(locale, () => getMethodPage(scope, purpose))).mandateHash;
}

/** Chooses to be topped up; ten hours at two hours left unless told otherwise. */
export async function choose(scope: ClientScope, wish: Partial<TopupChoice> = {}) {
  const { termsHashes } = await withLocale("nl", () => getTopupPage(scope));
  return chooseTopup(scope, {
    seenTerms: termsHashes[wish.mode === "invoice" ? "invoice" : "charge"],
    formKey: randomUUID(),
    mode: "charge",
    thresholdMinutes: 120,
    blockId: await blockOf(10),
    maxPer30d: 4,
    maxMinorPer30d: null,
    seenGrossMinor: 114_950,
    locale: "nl",
    ...wish,
  });
}

/** A client with so many minutes left that is charged by card (or by direct debit) at two hours. */
export async function onTopup(
  minutes = 180,
  form: Record<string, string> = { method: "card", outcome: "pay" },
  wish: Partial<TopupChoice> = {},
): Promise<ClientScope> {
  const scope = await aBuyer();
  await give(scope.clientId, minutes);
  await saveMethod(scope, form);
  expect(await choose(scope, wish)).toEqual({ ok: true, value: null });
  return scope;
}

/** A client's attempts, newest first. */
export function attemptsOf(clientId: string): Promise<Attempt[]> {
  return asSystem((tx) => listAttempts(tx, clientId, 20));
}

/** Lets the claims and waiting times of a client pass. */
export async function passTime(clientId: string): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  await client.query(
    "update topup_attempt set next_look_at = $2::timestamptz - interval '1 second' where client_id = $1 and status not in ('succeeded', 'failed', 'canceled')",
    [clientId, now()],
  );
  await client.end();
}

/** How many times Stripe was truly asked to do something for a client's attempt. */
export function asked(operation: string, attemptId: string): number {
  return emulator
    .log()
    .filter(
      (request) =>
        request.operation === operation &&
        !request.replayed &&
        (request.idempotencyKey ?? "").includes(attemptId),
    ).length;
}

type Charge = { amount: number; status: string };

/** The charges of a client at Stripe. */
export async function chargesOf(clientId: string): Promise<Charge[]> {
  const { stripeCustomerId } = await asSystem((tx) =>
    tx.client.findUniqueOrThrow({ where: { id: clientId } }),
  );
  const response = await fetch(`${emulator.url}/v1/charges?limit=100&customer=${stripeCustomerId}`, {
    headers: { authorization: "Bearer sk_test_emulator", "stripe-version": "2026-10-28.endive" },
  });
  const { data } = (await response.json()) as { data: Charge[] };
  return data;
}
