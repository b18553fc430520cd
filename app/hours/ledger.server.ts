import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { sqlStateOf, type Tx } from "#app/platform/db.server.ts";

import { askToLook } from "./alerts/ask-to-look.server.ts";
import type { Nature } from "./rules/nature.ts";
import type { BalanceAfter } from "./work-details.ts";

/*
 * The acts of the hours ledger: the SQL functions of prisma/ledger. Beside this file only ledger-topups and
 * ledger-conversion call any (test/unit/structure/ledger-acts.test.ts). An act runs in the caller's transaction
 * under the account's lock, and may throw a ledger error, which `refusedByLedger` turns into a refusal. Minutes and
 * minor units are integers, instants UTC.
 */

/** How the ledger records who acted: by user id; pages look the name up. */
export function ledgerActor(scope: Scope): string {
  return `user:${scope.userId}`;
}

const refusals = {
  TG001: "stale",
  TG002: "stale",
  TG003: "below-zero-refused",
  TG004: "no-hours-account",
  TG005: "account-frozen",
  TG007: "clock-ahead",
  // A number that is too large for its column: an account holds up to 35 million hours.
  "22003": "too-many-hours",
} as const;
export type LedgerRefusal = (typeof refusals)[keyof typeof refusals];

const isRefusal = (code: string | null): code is keyof typeof refusals => code !== null && code in refusals;

/** Runs a transaction that ends in a ledger act; what the ledger refuses comes back as a refusal, anything else is thrown. */
export async function refusedByLedger<T>(
  run: () => Promise<T>,
): Promise<T | { ok: false; refusal: LedgerRefusal }> {
  try {
    return await run();
  } catch (error) {
    const code = sqlStateOf(error);
    if (!isRefusal(code)) throw error;
    return { ok: false, refusal: refusals[code] };
  }
}

export type TimeRevision = {
  clientId: string;
  entryId: string;
  /** Billed minutes at this revision; 0 for a deleted entry. */
  minutes: number;
  revision: number;
  nature: Nature;
  workedAt: Date;
  recordedAt: Date;
  actor: string;
  reason: string | null;
};

/** Brings the ledger to what a time entry says now; one round trip, under the account's lock. Throws a ledger error. */
export async function setTime(tx: Tx, entry: TimeRevision): Promise<BalanceAfter> {
  const [row] = await tx.$queryRaw<{ available_minutes: number; owed_minutes: number }[]>`
    select available_minutes, owed_minutes from hours_set_time(${entry.clientId}::uuid, ${entry.entryId}::uuid, ${entry.minutes}::int,
      ${entry.revision}::int, ${entry.nature}, ${entry.workedAt}, ${entry.recordedAt}, ${entry.actor}, ${entry.reason})`;
  if (!row) throw new Error(`The ledger gave no answer on entry ${entry.entryId}`);
  await askToLook(tx, entry.clientId);
  return { availableMinutes: row.available_minutes, owedMinutes: row.owed_minutes };
}

/** Tells whether the client's policy would refuse new work of these billed minutes now, changing nothing. */
export async function wouldBeRefused(
  tx: Tx,
  work: { clientId: string; minutes: number; workedAt: Date; at: Date },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ refused: boolean }[]>`
    select refused from hours_preview_draw(${work.clientId}::uuid, ${work.minutes}::int, ${work.workedAt}, ${work.at})`;
  return row?.refused ?? false;
}

/** What an act of the ledger returns: whether it is the first with its key, and the balance after it in minutes (below zero when owed). */
export type Act = { isNew: boolean; balanceMinutes: number };

type Row = { is_new: boolean; available_minutes: number; owed_minutes: number };

export type Credit = {
  clientId: string;
  source: "goodwill" | "grant" | "import";
  minutes: number;
  priceMinor: number;
  currency: string;
  /** Null: never. */
  expiresAt: Date | null;
  at: Date;
  actor: string;
  reason: string | null;
  key: string;
};

/** A block that somebody paid; its payment's id is the key of its credit. Prices in minor units, net and gross. */
export type PaidCredit = {
  clientId: string;
  source: "purchase" | "auto_topup";
  minutes: number;
  netMinor: number;
  grossMinor: number;
  currency: string;
  expiresAt: Date;
  at: Date;
  paymentId: string;
  /** What Stripe calls the payment: its intent, its invoice. */
  paymentIntent: string | null;
  invoice: string | null;
  /** The last day of the work that this block was invoiced for, which it pays before all other debts; left out where it was bought ahead. */
  workUntil?: Day;
};

/** Adds a block that nobody paid for here, once a key. Throws a ledger error. */
export async function creditHours(tx: Tx, credit: Credit): Promise<Act & { lotId: number }> {
  const [row] = await tx.$queryRaw<(Row & { lot_id: number })[]>`
    select lot_id, is_new, available_minutes, owed_minutes from hours_credit(${credit.clientId}::uuid, ${credit.source}, ${credit.minutes}::int, ${credit.priceMinor}::int,
      ${credit.currency}, ${credit.expiresAt}::timestamptz, ${credit.at}, ${credit.actor}, ${credit.reason}, p_idem_key => ${credit.key})`;
  if (!row) throw new Error(`The ledger gave no answer on ${credit.key}`);
  await askToLook(tx, credit.clientId);
  return { ...answer(row), lotId: row.lot_id };
}

/** Adds a block that was paid, once a payment. Throws a ledger error. */
export async function creditPaidHours(tx: Tx, paid: PaidCredit): Promise<Act & { lotId: number }> {
  const [row] = await tx.$queryRaw<(Row & { lot_id: number })[]>`
    select lot_id, is_new, available_minutes, owed_minutes from hours_credit(${paid.clientId}::uuid, ${paid.source}, ${paid.minutes}::int, ${paid.netMinor}::int,
      ${paid.currency}, ${paid.expiresAt}, ${paid.at}, 'system', p_payment_id => ${paid.paymentId}::uuid, p_stripe_payment_intent => ${paid.paymentIntent},
      p_stripe_invoice => ${paid.invoice}, p_gross_minor => ${paid.grossMinor}::int, p_work_until => ${paid.workUntil ?? null}::date)`;
  if (!row) throw new Error(`The ledger gave no answer on payment ${paid.paymentId}`);
  await askToLook(tx, paid.clientId);
  return { ...answer(row), lotId: row.lot_id };
}

export type Adjustment = {
  clientId: string;
  key: string;
  minutes: number;
  reason: string;
  at: Date;
  actor: string;
};

/** Takes minutes from the open blocks, and makes what they don't have a debt; once a key. Throws a ledger error. */
export async function takeHoursOff(tx: Tx, adjustment: Adjustment): Promise<Act> {
  const [row] = await tx.$queryRaw<Row[]>`
    select is_new, available_minutes, owed_minutes from hours_adjust(${adjustment.clientId}::uuid, ${adjustment.key}, ${adjustment.minutes}::int, ${adjustment.reason}, ${adjustment.at}, ${adjustment.actor})`;
  if (!row) throw new Error(`The ledger gave no answer on ${adjustment.key}`);
  await askToLook(tx, adjustment.clientId);
  return answer(row);
}

export type Move = {
  fromId: string;
  toId: string;
  key: string;
  minutes: number;
  reason: string;
  at: Date;
  actor: string;
};

/** Moves minutes from one client's open blocks to another client's account, never below zero; once a key. Returns both balances after, in minutes. Throws a ledger error. */
export async function moveBetween(
  tx: Tx,
  move: Move,
): Promise<{ isNew: boolean; fromMinutes: number; toMinutes: number }> {
  const [row] = await tx.$queryRaw<{ isNew: boolean; fromMinutes: number; toMinutes: number }[]>`
    select is_new as "isNew", from_available - from_owed as "fromMinutes", to_available - to_owed as "toMinutes"
    from hours_move(${move.fromId}::uuid, ${move.toId}::uuid, ${move.key}, ${move.minutes}::int, ${move.reason}, ${move.at}, ${move.actor})`;
  if (!row) throw new Error(`The ledger gave no answer on ${move.key}`);
  for (const clientId of [move.fromId, move.toId]) await askToLook(tx, clientId);
  return row;
}

export type Extension = {
  clientId: string;
  key: string;
  lotId: number;
  expiresAt: Date;
  reason: string;
  at: Date;
  actor: string;
};

/** Gives what is left of a block a later expiry, in a correction block; once a key. Throws a ledger error. */
export async function extendBlock(
  tx: Tx,
  extension: Extension,
): Promise<{ isNew: boolean; lotId: number; minutes: number }> {
  const [row] = await tx.$queryRaw<{ is_new: boolean; lot_id: number; minutes: number }[]>`
    select is_new, lot_id, minutes from hours_extend_lot(${extension.clientId}::uuid, ${extension.key}, ${extension.lotId}::int, ${extension.expiresAt}, ${extension.reason}, ${extension.at}, ${extension.actor})`;
  if (!row) throw new Error(`The ledger gave no answer on ${extension.key}`);
  await askToLook(tx, extension.clientId);
  return { isNew: row.is_new, lotId: row.lot_id, minutes: row.minutes };
}

function answer(row: Row): Act {
  return { isNew: row.is_new, balanceMinutes: row.available_minutes - row.owed_minutes };
}

/** Opens a client's hour account, once. */
export async function openHourAccount(tx: Tx, clientId: string): Promise<void> {
  await tx.$queryRaw`select hours_open_account(${clientId}::uuid)::text`;
}

/** What happens with work below zero: the next block covers it, it is invoiced, or it is refused. */
export const overagePolicies = ["cover_next", "invoice", "refuse"] as const;
export type OveragePolicy = (typeof overagePolicies)[number];

/** A client's hours settings; one left out stays as it is. `fairnessDays`: how late work may be logged and still be paid by hours that expired meanwhile. `correctionGraceDays`: how long hours are good that a correction gives back to an expired block. */
export type HoursSettings = {
  clientId: string;
  key: string;
  thresholdMinutes: number;
  overagePolicy?: OveragePolicy;
  fairnessDays?: number;
  correctionGraceDays?: number;
};

/** Changes an account's settings, on the ledger's record; false where the key was used before. */
export async function configureHours(
  tx: Tx,
  scope: Scope,
  { clientId, key, thresholdMinutes, overagePolicy, fairnessDays, correctionGraceDays }: HoursSettings,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is_new: boolean }[]>`
    select hours_configure(${clientId}::uuid, ${key}, ${overagePolicy ?? null}, ${fairnessDays ?? null}::int, ${correctionGraceDays ?? null}::int, ${thresholdMinutes}::int,
      ${now()}, ${ledgerActor(scope)}) as is_new`;
  return row?.is_new ?? false;
}

/** Stops all acts on an account for the reason given; a null reason ends that. */
export async function freezeAccount(
  tx: Tx,
  clientId: string,
  reason: string | null,
  at: Date,
): Promise<void> {
  await tx.$queryRaw`select hours_freeze(${clientId}::uuid, ${reason}, ${at})::text`;
}

/** Posts what is due to expire on an account; returns the minutes that expired. */
export async function expireDue(tx: Tx, clientId: string, at: Date): Promise<number> {
  const [row] = await tx.$queryRaw<
    { minutes: number }[]
  >`select hours_expire_due(${clientId}::uuid, ${at}) as minutes`;
  return row?.minutes ?? 0;
}

/** Locks the account and counts the minutes of work up to a day that no block has paid; 0 unless the client's setting is to invoice such work, and while its account is frozen. Until the transaction ends no other hours pay for them. */
export async function lockOverageMinutes(tx: Tx, clientId: string, lastDay: Day): Promise<number> {
  const [row] = await tx.$queryRaw<{ minutes: number | null }[]>`
    select hours_overage(s.client_id, ${lastDay}::date) as minutes from hour_setting_facts s
    where s.client_id = ${clientId}::uuid and s.overage_policy = 'invoice'`;
  return row?.minutes ?? 0;
}

export type PaymentKey = { clientId: string; id: string };

/** Notes that a payment may have changed at Stripe, for a later look to apply; false when the ledger has no such payment. */
export async function countPaymentChange(tx: Tx, { clientId, id }: PaymentKey): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { version: bigint | null }[]
  >`select hours_number_payment_read(${clientId}::uuid, ${id}::uuid) as version`;
  return row?.version !== null && row?.version !== undefined;
}

/** Whether a payment's totals were applied, and what is reversed, held and left after; minutes. */
export type Synced = {
  applied: boolean;
  reversedMinutes: number;
  heldMinutes: number;
  availableMinutes: number;
  owedMinutes: number;
};

/** Brings the ledger to Stripe's totals of a payment (minor units), unless those of a newer version have been applied. */
export async function applyPaymentTotals(
  tx: Tx,
  key: PaymentKey,
  version: bigint,
  totals: { refundedMinor: number; disputedMinor: number },
  at: Date,
): Promise<Synced> {
  const [row] = await tx.$queryRaw<Synced[]>`
    select applied, coalesce(reversed_minutes, 0) as "reversedMinutes", coalesce(held_minutes, 0) as "heldMinutes",
      coalesce(available_minutes, 0) as "availableMinutes", coalesce(owed_minutes, 0) as "owedMinutes"
    from hours_sync_payment(${key.clientId}::uuid, ${key.id}::uuid, ${version}::bigint, ${totals.refundedMinor}::int, ${totals.disputedMinor}::int, ${at}, 'system')`;
  if (!row) throw new Error(`The ledger gave no answer on payment ${key.id}`);
  return row;
}
