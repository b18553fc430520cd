import type { TopupMode } from "#app/billing/rules/topup-mode.ts";
import { isAttemptState, isClosed, type AttemptState } from "#app/billing/rules/topup-move.ts";
import { claimTopup, type TopupAttempt } from "#app/hours/ledger-topups.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

/** One top-up attempt, in a state that the rules know. */
export type Attempt = Omit<TopupAttempt, "status"> & { status: AttemptState };

/** A client's top-up settings and their state; minutes, minor units. Invoice and charge come from the column topup_mode; off and warn, which buy nothing, from whether the client has a balance alert. */
export type TopupSetting = {
  mode: TopupMode;
  thresholdMinutes: number;
  blockMinutes: number | null;
  maxPer30d: number;
  maxMinorPer30d: number | null;
  /** Declines that were followed by a retry, and failed attempts, since the last success or resume. */
  failures: number;
  suspendedAt: Date | null;
  /** See whySuspended. */
  suspensionCause: string | null;
  notBefore: Date | null;
  cappedAt: Date | null;
};

function toAttempt(row: TopupAttempt): Attempt {
  const { status } = row;
  if (!isAttemptState(status)) throw new Error(`no such attempt state: ${status}`);
  return { ...row, status };
}

const columns = sql`client_id::text as "clientId", id::text, minutes, status, try_no as "tryNo", key_no as "keyNo", awaits_bank as "awaitsBank",
  version, note, gross_minor as "grossMinor", currency, stripe_invoice as invoice, next_look_at as "nextLookAt", created_at as "createdAt"`;

/** Claims the client's open attempt for so many seconds; null when there is none, or it waits. Call it last in the transaction: it locks the account. */
export async function claimAttempt(
  tx: Tx,
  clientId: string,
  at: Date,
  claimSeconds: number,
): Promise<Attempt | null> {
  const attempt = await claimTopup(tx, clientId, at, claimSeconds);
  return attempt && toAttempt(attempt);
}

/** One attempt of a client; null when there is none in sight. */
export async function findAttempt(tx: Tx, clientId: string, id: string): Promise<Attempt | null> {
  const [row] = await tx.$queryRaw<TopupAttempt[]>`
    select ${columns}
    from topup_attempt_facts where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  return row ? toAttempt(row) : null;
}

/** A client's latest attempts, newest first; the open one, if any, is the first. */
export async function listAttempts(tx: Tx, clientId: string, limit: number): Promise<Attempt[]> {
  const rows = await tx.$queryRaw<TopupAttempt[]>`
    select ${columns}
    from topup_attempt_facts where client_id = ${clientId}::uuid order by closed_at is null desc, created_at desc, id limit ${limit}::int`;
  return rows.map(toAttempt);
}

/** The one attempt that is not closed; null when there is none. */
export async function findOpenAttempt(tx: Tx, clientId: string): Promise<Attempt | null> {
  const [first] = await listAttempts(tx, clientId, 1);
  return first && !isClosed(first.status) ? first : null;
}

/** Finds a client's top-up settings; null when the client has no account in sight. */
export async function findTopupSetting(tx: Tx, clientId: string): Promise<TopupSetting | null> {
  const [row] = await tx.$queryRaw<TopupSetting[]>`
    select case when topup_mode in ('invoice', 'charge') then topup_mode
        when exists (select from hour_alert_facts a where a.client_id = ${clientId}::uuid and a.kind = 'account' and a.removed_at is null) then 'warn' else 'off' end as mode,
      threshold_minutes as "thresholdMinutes", topup_block_minutes as "blockMinutes", topup_max_per_30d as "maxPer30d",
      topup_max_minor_per_30d as "maxMinorPer30d", topup_failures as failures, topup_suspended_at as "suspendedAt",
      topup_suspension_cause as "suspensionCause", topup_not_before as "notBefore", topup_capped_at as "cappedAt"
    from hour_setting_facts where client_id = ${clientId}::uuid`;
  return row ?? null;
}

/** What was topped up, or is open, in the last 30 days: what the caps count. The attempt `paidId` counts though it had failed or was canceled. */
export async function findTopupUse(
  tx: Tx,
  clientId: string,
  at: Date,
  paidId: string | null = null,
): Promise<{ count: number; grossMinor: number }> {
  const [row] = await tx.$queryRaw<{ count: number; grossMinor: number }[]>`
    select count(*)::int as count, coalesce(sum(gross_minor), 0)::int as "grossMinor" from topup_attempt_facts
    where client_id = ${clientId}::uuid and created_at > ${at}::timestamptz - interval '720 hours' and (status not in ('failed', 'canceled') or id = ${paidId}::uuid)`;
  return row ?? { count: 0, grossMinor: 0 };
}

/** What a worker has to look at: clients with an open attempt that is due, and (attempt null) clients whose balance asks for one. */
export function listDueTopups(tx: Tx, at: Date): Promise<{ clientId: string; attemptId: string | null }[]> {
  return tx.$queryRaw`select client_id::text as "clientId", attempt_id::text as "attemptId" from topup_due(${at})`;
}

/** The clients for whom a cap keeps a top-up from being made. */
export function listCapped(tx: Tx): Promise<{ clientId: string; cappedAt: Date }[]> {
  return tx.$queryRaw`select client_id::text as "clientId", topup_capped_at as "cappedAt" from hour_setting_facts where topup_capped_at is not null and topup_mode in ('invoice', 'charge')`;
}

/** Tells whether the balance, with what else is on its way, still asks for this attempt, or top-ups are off: then the mode decides (permittedBy). */
export async function isNeededOrOff(
  tx: Tx,
  { clientId, id }: Pick<Attempt, "clientId" | "id">,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { needed: boolean }[]
  >`select topup_needed(${clientId}::uuid, ${id}::uuid) as needed`;
  return row?.needed ?? false;
}

/** Tells whether a top-up's invoice is overdue. While one is open no top-up follows; from its due day the pages say that topping up is paused. */
export async function isOverdue(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ overdue: boolean }[]>`
    select exists (select from block_order where client_id = ${clientId}::uuid and origin = 'topup_invoice' and state = 'invoiced' and due_at <= ${now()}) as overdue`;
  return row?.overdue === true;
}

/** How an order came about: a top-up that is charged (`auto_topup`) or invoiced (`topup_invoice`), a checkout, or an invoice that a person asked for; null when there is no such order. */
export async function findOrigin(tx: Tx, clientId: string, id: string): Promise<{ origin: string } | null> {
  return tx.blockOrder.findFirst({ where: { clientId, id }, select: { origin: true } });
}

/** The orders of some attempts, with what they say of their invoices. */
export async function listOrdersOfAttempts(tx: Tx, clientId: string, attempts: Attempt[]) {
  return tx.blockOrder.findMany({
    where: { clientId, id: { in: attempts.map(({ id }) => id) } },
    select: { id: true, invoiceUrl: true, origin: true, state: true, dueAt: true, onTrust: true },
  });
}

/** Blocks that a person ordered and has not paid yet, whose minutes hold a top-up back; `orderId` is the oldest. Null for none. */
export async function findUnpaidPurchases(
  tx: Tx,
  clientId: string,
): Promise<{ minutes: number; orderId: string } | null> {
  const orders = await tx.blockOrder.findMany({
    where: {
      clientId,
      state: { in: ["processing", "invoiced"] },
      lotId: null,
      origin: { notIn: ["auto_topup", "topup_invoice"] },
    },
    select: { id: true, minutes: true },
    orderBy: { createdAt: "asc" },
  });
  return orders[0]
    ? { minutes: orders.reduce((sum, { minutes }) => sum + minutes, 0), orderId: orders[0].id }
    : null;
}
