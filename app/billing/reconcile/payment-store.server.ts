import type { Reversal, ReversalKind } from "#app/billing/rules/reversal.ts";
import { countPaymentChange, type PaymentKey } from "#app/hours/ledger.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

/** One payment as the ledger keeps it, with Stripe's names for it; minor units with VAT. */
export type LedgerPayment = {
  clientId: string;
  id: string;
  orderId: string | null;
  paymentIntent: string | null;
  invoice: string | null;
  grossMinor: number;
  currency: string;
  refundedMinor: number;
  disputedMinor: number;
  askedVersion: bigint;
  appliedVersion: bigint;
};

/** One payment of a client; null when the ledger has none of that name. */
export async function findPayment(tx: Tx, { clientId, id }: PaymentKey): Promise<LedgerPayment | null> {
  const [row] = await tx.$queryRaw<LedgerPayment[]>`
    select p.client_id as "clientId", p.id, o.id as "orderId", coalesce(p.stripe_payment_intent, o.stripe_payment_intent) as "paymentIntent",
      coalesce(p.stripe_invoice, o.stripe_invoice) as invoice, p.gross_minor as "grossMinor", p.currency, p.refunded_minor as "refundedMinor",
      p.disputed_minor as "disputedMinor", p.asked_version as "askedVersion", p.applied_version as "appliedVersion"
    from hour_payment_facts p left join block_order o on o.client_id = p.client_id and o.id = p.id
    where p.client_id = ${clientId}::uuid and p.id = ${id}::uuid`;
  return row ?? null;
}

/** The payments of whatever client that Stripe knows by a payment intent or an invoice. */
export function listPaymentsNamed(
  tx: Tx,
  names: { paymentIntent?: string | null; invoice?: string | null },
): Promise<PaymentKey[]> {
  const { paymentIntent = null, invoice = null } = names;
  return tx.$queryRaw<PaymentKey[]>`
    select p.client_id as "clientId", p.id from hour_payment_facts p where p.stripe_payment_intent = ${paymentIntent} or p.stripe_invoice = ${invoice}
    union
    select p.client_id, p.id from block_order o join hour_payment_facts p on p.client_id = o.client_id and p.id = o.id
    where o.stripe_payment_intent = ${paymentIntent} or o.stripe_invoice = ${invoice}`;
}

/** Notes that Stripe may say something new of a payment, and asks for a look; false when the ledger has no such payment. */
export async function askToSyncPayment(tx: Tx, key: PaymentKey): Promise<boolean> {
  if (!(await countPaymentChange(tx, key))) return false;
  await enqueue(
    tx,
    "billing.sync-payment",
    { clientId: key.clientId, paymentId: key.id },
    { key: `sync-payment:${key.id}` },
  );
  return true;
}

const kinds: readonly string[] = ["refund", "dispute", "credit"] satisfies ReversalKind[];
const isKind = (kind: string): kind is ReversalKind => kinds.includes(kind);

/** What we last knew of a payment's, or an order's, refunds, disputes and credit notes, oldest first. */
export async function listReversals(
  tx: Tx,
  clientId: string,
  of: { paymentId: string } | { orderId: string },
): Promise<Reversal[]> {
  const rows = await tx.paymentReversal.findMany({
    where: { clientId, ...of },
    orderBy: [{ openedAt: "asc" }, { stripeId: "asc" }],
  });
  return rows.map(({ stripeId, kind, amountMinor, state, reason, dueAt, openedAt }) => {
    if (!isKind(kind)) throw new Error(`no such reversal: ${kind}`);
    return { stripeId, kind, amountMinor, state, reason, dueAt, openedAt };
  });
}

/** Keeps what Stripe says of one of them now. */
export async function keepReversal(
  tx: Tx,
  key: PaymentKey,
  orderId: string | null,
  { stripeId, ...said }: Reversal,
  at: Date,
): Promise<void> {
  const data = { ...said, orderId, seenAt: at };
  await tx.paymentReversal.upsert({
    where: { clientId_stripeId: { clientId: key.clientId, stripeId } },
    create: { clientId: key.clientId, stripeId, paymentId: key.id, ...data },
    update: data,
  });
}

/** How the hours of a payment stand: of the block, what is left, taken back and held, and of what was taken back how much was used already and is owed now. Minutes. */
export type PaymentHours = {
  lotId: number;
  minutes: number;
  remainingMinutes: number;
  takenMinutes: number;
  heldMinutes: number;
  usedAlreadyMinutes: number;
  owedMinutes: number;
};

/** The hours of a payment, those that a correction gave back included; null while nothing is credited for it. */
export async function findPaymentHours(tx: Tx, { clientId, id }: PaymentKey): Promise<PaymentHours | null> {
  const [row] = await tx.$queryRaw<PaymentHours[]>`
    select min(l.id)::int as "lotId", (max(l.minutes) filter (where l.payment_id is not null))::int as minutes, sum(l.remaining_minutes)::int as "remainingMinutes",
      coalesce((select s.reversed_minutes from hour_payment_state_facts s where s.client_id = ${clientId}::uuid and s.payment_id = ${id}::uuid order by s.seq desc limit 1), 0) as "takenMinutes", sum(l.held_minutes)::int as "heldMinutes", max(d.used)::int as "usedAlreadyMinutes", max(d.owed)::int as "owedMinutes"
    from hours_lot_tree(${clientId}::uuid, ${id}::uuid) l cross join lateral (
      select coalesce(sum(t.minutes - t.canceled_minutes), 0)::int as used, coalesce(sum(t.open_minutes), 0)::int as owed
      from hour_debt_facts t where t.client_id = ${clientId}::uuid and t.subject = 'pay:' || ${id}::uuid and t.dst = 'reversed') d
    having count(*) > 0`;
  return row ?? null;
}
