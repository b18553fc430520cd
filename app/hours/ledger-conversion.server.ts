import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { askToLook } from "./alerts/ask-to-look.server.ts";

/** What becomes of hours that are left: kept for work outside the contract, credited on its first invoices, or paid back. */
export const hoursLeftWays = ["keep", "credit", "refund"] as const;
export type HoursLeft = (typeof hoursLeftWays)[number];

/** What is left of a bought lot: whole minutes, its value without VAT, and what a refund of exactly these minutes comes to with VAT (null for a lot without a payment here). Minor units. */
export type Convertible = {
  lotId: number;
  paymentId: string | null;
  currency: string;
  minutes: number;
  heldMinutes: number;
  valueMinor: number;
  refundMinor: number | null;
};

/** What is left of each lot of a client, for a conversion. */
export function listConvertible(tx: Tx, clientId: string): Promise<Convertible[]> {
  return tx.$queryRaw<Convertible[]>`
    select lot_id as "lotId", payment_id::text as "paymentId", currency, minutes, held_minutes as "heldMinutes", value_minor as "valueMinor", refund_minor as "refundMinor"
    from hours_convertible(${clientId}::uuid, ${now()})`;
}

/** What a conversion did: minutes that were taken and their value in minor units without VAT, and the balance after it. */
export type Converted = {
  isNew: boolean;
  takenMinutes: number;
  valueMinor: number;
  availableMinutes: number;
  owedMinutes: number;
};

/** Closes a prepaid agreement's hours in the agreed way, once a key; a key used before returns what it did then. Throws a ledger error. */
export async function convertHours(
  tx: Tx,
  to: {
    clientId: string;
    key: string;
    way: HoursLeft;
    /** Payments whose hours stay, whatever the way. */
    excludedPayments: readonly string[];
    reason: string;
    actor: string;
  },
): Promise<Converted> {
  const [row] = await tx.$queryRaw<Converted[]>`
    select is_new as "isNew", taken_minutes as "takenMinutes", value_minor as "valueMinor", available_minutes as "availableMinutes", owed_minutes as "owedMinutes"
    from hours_convert(${to.clientId}::uuid, ${to.key}, ${to.way}, ${to.reason}, ${now()}, ${to.actor}, ${[...to.excludedPayments]}::uuid[])`;
  if (!row) throw new Error(`The ledger gave no answer on ${to.key}`);
  await askToLook(tx, to.clientId);
  return row;
}

/** Has work of these types draw no hours from a day on, because a contract covers it; safe to repeat. */
export async function coverWork(
  tx: Tx,
  cover: { clientId: string; contractId: string; workTypeIds: readonly string[]; from: Day },
): Promise<void> {
  await tx.$executeRaw`
    insert into work_cover (client_id, id, work_type_id, from_on)
    select ${cover.clientId}::uuid, ${cover.contractId}::uuid, w.id, ${cover.from}::date from work_type w where w.id = any (${cover.workTypeIds}::uuid[])
    on conflict (client_id, id, work_type_id) do nothing`;
}

/** Has a contract's cover end with its last day (inclusive), or go on where that is null; none where it covers nothing. */
export async function endCover(
  tx: Tx,
  cover: { clientId: string; contractId: string; until: Day | null },
): Promise<void> {
  await tx.$executeRaw`
    update work_cover set until_on = greatest(${cover.until}::date, case when ${cover.until}::date is not null then from_on - 1 end)
    where client_id = ${cover.clientId}::uuid and id = ${cover.contractId}::uuid`;
}

/** From now on, work that no lot pays for is invoiced at the end of each month; once a key. */
export async function chargeBelowZero(tx: Tx, clientId: string, key: string): Promise<void> {
  await tx.$queryRaw`
    select hours_configure(${clientId}::uuid, ${key}, 'invoice', null::int, null::int, null::int, ${now()}, 'system') as is_new`;
}

/** Locks the hour account until the transaction ends and returns how many minutes of work up to a day no hours have paid; null while it is frozen. */
export async function lockUnpaidMinutes(tx: Tx, clientId: string, lastDay: Day): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ minutes: number | null }[]>`
    select hours_overage(${clientId}::uuid, ${lastDay}::date) as minutes`;
  return row?.minutes ?? null;
}

/**
 * Pays the open work up to a day with hours that stand on the month's invoice, and no other debt before it; once a client and month. The
 * minutes that the contract includes are a lot of their own, without a price, that ends a day later: what comes back of it afterwards is good
 * for the days of grace. The paid minutes don't lapse; their price is without VAT, in minor units. Throws a ledger error.
 */
export async function payUnpaidWork(
  tx: Tx,
  given: {
    clientId: string;
    month: string;
    lastDay: Day;
    paid: { minutes: number; priceMinor: number };
    includedMinutes: number;
    currency: string;
  },
): Promise<void> {
  const { month, includedMinutes, paid } = given;
  const endsAt = new Date(now().getTime() + 24 * 3_600_000);
  // The included minutes are used first, so that the paid ones are the first to come back.
  const included = { minutes: includedMinutes, priceMinor: 0 };
  if (includedMinutes > 0)
    await payWork(tx, { ...given, ...included, key: `month-included:${month}`, endsAt });
  if (paid.minutes > 0) await payWork(tx, { ...given, ...paid, key: `month:${month}`, endsAt: null });
}

async function payWork(
  tx: Tx,
  given: {
    clientId: string;
    month: string;
    lastDay: Day;
    minutes: number;
    priceMinor: number;
    currency: string;
    key: string;
    endsAt: Date | null;
  },
): Promise<void> {
  await tx.$queryRaw`
    select lot_id from hours_credit(${given.clientId}::uuid, 'import', ${given.minutes}::int, ${given.priceMinor}::int, ${given.currency}, ${given.endsAt}::timestamptz, ${now()},
      'system', p_reason => ${`month ${given.month}`}, p_idem_key => ${given.key}, p_priority => 1::smallint, p_work_until => ${given.lastDay}::date)`;
}
