import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { PaymentKey } from "./ledger.server.ts";

/* The ledger's acts on automatic top-up, for billing alone: the settings, and the attempts with their states. */

/** One attempt to top up, as the ledger keeps it; its id is its order's and its payment's. Minutes, minor units. */
export type TopupAttempt = {
  clientId: string;
  id: string;
  minutes: number;
  status: string;
  tryNo: number;
  /** Which idempotency key of this try is next at Stripe, from 1. */
  keyNo: number;
  /** A payment of this try was accepted, and the bank has not decided yet. */
  awaitsBank: boolean;
  version: number;
  /** How it came to its state, for people; no rule reads it. */
  note: string | null;
  grossMinor: number | null;
  currency: string | null;
  invoice: string | null;
  /** From when on a worker may take it up; while it is claimed, the claim's end. */
  nextLookAt: Date;
  createdAt: Date;
};

/** Claims the client's open attempt for so many seconds; null when there is none, or it waits. Call it last in the transaction: it locks the account. */
export async function claimTopup(
  tx: Tx,
  clientId: string,
  at: Date,
  claimSeconds: number,
): Promise<TopupAttempt | null> {
  const [attempt] = await tx.$queryRaw<TopupAttempt[]>`
    select client_id::text as "clientId", id::text, minutes, status, try_no as "tryNo", key_no as "keyNo", awaits_bank as "awaitsBank", version, note,
      gross_minor as "grossMinor", currency, stripe_invoice as invoice, next_look_at as "nextLookAt", created_at as "createdAt"
    from topup_claim(${clientId}::uuid, ${at}, ${claimSeconds}::int)`;
  return attempt ?? null;
}

type AtVersion = PaymentKey & { version: number };

type Move = Pick<TopupAttempt, "status" | "tryNo" | "keyNo" | "awaitsBank" | "note"> & {
  nextLookAt: Date | null;
};

/** Moves an attempt that nobody has moved since `version`; the new version, or null when somebody has. Null in `to`, or as invoice, leaves what is there. */
export async function moveTopup(
  tx: Tx,
  attempt: AtVersion,
  to: Move,
  at: Date,
  invoice: string | null = null,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ version: number | null }[]>`
    select topup_set_state(${attempt.clientId}::uuid, ${attempt.id}::uuid, ${attempt.version}::int, ${to.status}, ${at}, ${to.nextLookAt}::timestamptz, ${to.note}::text,
      ${invoice}::text, ${to.tryNo}::int, ${to.keyNo}::int, ${to.awaitsBank}::boolean) as version`;
  return row?.version ?? null;
}

/** Writes the price on a claimed attempt, within the client's cap; null when it is over it, or somebody else moved the attempt. */
export async function priceTopup(
  tx: Tx,
  attempt: AtVersion,
  price: { grossMinor: number; currency: string },
  at: Date,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ version: number | null }[]>`
    select topup_price(${attempt.clientId}::uuid, ${attempt.id}::uuid, ${attempt.version}::int, ${price.grossMinor}::int, ${price.currency}, ${at}) as version`;
  return row?.version ?? null;
}

/** Makes no more top-ups for a client. `cause`: the fingerprint of the refused payment method (its id where it has none), or what disputeOf gives; null where the system suspends for another reason. */
export async function suspendTopups(tx: Tx, clientId: string, cause: string | null, at: Date): Promise<void> {
  await tx.$queryRaw`select topup_suspend(${clientId}::uuid, ${cause}::text, ${at})::text`;
}

/** Lets top-ups be made again, and makes the one that the balance asks for. */
export async function resumeTopups(tx: Tx, clientId: string, at: Date): Promise<void> {
  await tx.$queryRaw`select topup_resume(${clientId}::uuid, ${at})::text`;
}

/** Makes the attempt that a client's balance asks for, if any. */
export async function evaluateTopup(tx: Tx, clientId: string, at: Date): Promise<void> {
  await tx.$queryRaw`select topup_evaluate(${clientId}::uuid, ${at})::text`;
}

/** A client's top-up settings; null leaves one as it is, except the amount, where null is no cap. Minutes, minor units. */
export type TopupConfiguration = {
  clientId: string;
  key: string;
  mode: "off" | "warn" | "invoice" | "charge";
  thresholdMinutes: number | null;
  blockMinutes: number | null;
  maxPer30d: number | null;
  maxMinorPer30d: number | null;
  actor: string;
};

/** Changes a client's top-up settings, on the ledger's record; once a key. */
export async function writeTopupSettings(tx: Tx, to: TopupConfiguration): Promise<void> {
  await tx.$queryRaw`select hours_configure_topup(${to.clientId}::uuid, ${to.key}, ${to.mode}, ${to.thresholdMinutes}::int, ${to.blockMinutes}::int, ${to.maxPer30d}::int,
    ${to.maxMinorPer30d}::int, ${now()}, ${to.actor})`;
}
