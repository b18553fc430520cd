import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { PaymentKey } from "./ledger.server.ts";

/* The ledger's acts on automatic top-up: the settings, and the attempts with their states. As ledger.server.ts, for billing alone. */

/** One attempt to top up, as the ledger keeps it; its id is its order's and its payment's. Minutes, minor units. */
export type TopupAttempt = {
  clientId: string;
  id: string;
  minutes: number;
  status: string;
  tryNo: number;
  version: number;
  note: string | null;
  grossMinor: number | null;
  currency: string | null;
  invoice: string | null;
  leaseUntil: Date | null;
  createdAt: Date;
};

/** Takes the client's open attempt for so many seconds; null when there is none to take. Last in its transaction: it locks the account. */
export async function claimTopup(
  tx: Tx,
  clientId: string,
  at: Date,
  leaseSeconds: number,
): Promise<TopupAttempt | null> {
  const [attempt] = await tx.$queryRaw<TopupAttempt[]>`
    select client_id::text as "clientId", id::text, minutes, status, try_no as "tryNo", version, last_error as note, gross_minor as "grossMinor",
      currency, stripe_invoice as invoice, lease_until as "leaseUntil", created_at as "createdAt"
    from topup_claim(${clientId}::uuid, ${at}, ${leaseSeconds}::int)`;
  return attempt ?? null;
}

type Seen = PaymentKey & { version: number };

/** Moves an attempt that nobody has moved since `version`; the new version, or null when somebody has. */
export async function moveTopup(
  tx: Tx,
  attempt: Seen,
  to: { status: string; notBefore: Date | null; note: string | null; tryNo: number },
  at: Date,
  invoice: string | null = null,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ version: number | null }[]>`
    select topup_move(${attempt.clientId}::uuid, ${attempt.id}::uuid, ${attempt.version}::int, ${to.status}, ${at}, ${to.notBefore}::timestamptz, ${to.note}::text,
      null::int, null::int, null::text, ${invoice}::text, null::text, ${to.tryNo}::int) as version`;
  return row?.version ?? null;
}

/** Writes the price on a claimed attempt, within the client's cap; null when it is over it, or somebody else moved the attempt. */
export async function priceTopup(
  tx: Tx,
  attempt: Seen,
  price: { grossMinor: number; netMinor: number; currency: string },
  at: Date,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ version: number | null }[]>`
    select topup_price(${attempt.clientId}::uuid, ${attempt.id}::uuid, ${attempt.version}::int, ${price.grossMinor}::int, ${price.netMinor}::int, ${price.currency}, ${at}) as version`;
  return row?.version ?? null;
}

/** Makes no more top-ups until somebody sets it right; the fingerprint names the refused way to pay. */
export async function suspendTopups(
  tx: Tx,
  clientId: string,
  fingerprint: string | null,
  at: Date,
): Promise<void> {
  await tx.$queryRaw`select topup_suspend(${clientId}::uuid, ${fingerprint}::text, ${at})::text`;
}

/** Lets top-ups be made again, and looks at the balance at once. */
export async function resumeTopups(tx: Tx, clientId: string, at: Date): Promise<void> {
  await tx.$queryRaw`select topup_resume(${clientId}::uuid, ${at})::text`;
}

/** Looks at a client's balance; makes the attempt that it asks for. */
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

/** Puts a client's top-up settings on the ledger's record, once a key. */
export async function writeTopupSettings(tx: Tx, to: TopupConfiguration): Promise<void> {
  await tx.$queryRaw`select hours_configure_topup(${to.clientId}::uuid, ${to.key}, ${to.mode}, ${to.thresholdMinutes}::int, ${to.blockMinutes}::int, ${to.maxPer30d}::int,
    ${to.maxMinorPer30d}::int, ${now()}, ${to.actor})`;
}
