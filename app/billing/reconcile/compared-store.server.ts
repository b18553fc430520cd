import type { OrderOrigin } from "#app/billing/rules/order-state.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A payment of the ledger beside its order, as the comparison with Stripe needs it; minor units with VAT. */
export type BookedPayment = {
  clientId: string;
  id: string;
  paymentIntent: string | null;
  invoice: string | null;
  grossMinor: number;
  currency: string;
  refundedMinor: number;
  disputedMinor: number;
  orderNumber: number | null;
  onTrust: boolean;
  /** Paid to the MSP's own account without Stripe. */
  byHand: boolean;
  /** Its hours paid for work below zero before Stripe could make the invoice. */
  awaitsInvoice: boolean;
  /** When its hours were credited. */
  bookedAt: Date;
  /** Something of it can still change at Stripe: its refund or dispute is under way, its invoice open, or a task asks about it. */
  unsettled: boolean;
};

/** Every payment that the ledger has hours for. */
export function listBookedPayments(tx: Tx): Promise<BookedPayment[]> {
  return tx.$queryRaw<BookedPayment[]>`
    select p.client_id as "clientId", p.id, coalesce(p.stripe_payment_intent, o.stripe_payment_intent) as "paymentIntent", coalesce(p.stripe_invoice, o.stripe_invoice) as invoice,
      p.gross_minor as "grossMinor", p.currency, p.refunded_minor as "refundedMinor", p.disputed_minor as "disputedMinor", o.number::int as "orderNumber", coalesce(o.on_trust, false) as "onTrust", coalesce(o.by_hand, false) as "byHand",
      coalesce(o.covers_month is not null and o.state = 'open', false) as "awaitsInvoice",
      c.recorded_at as "bookedAt", (coalesce(o.state in ('open', 'invoiced', 'processing'), false)
        or exists (select from payment_reversal r where r.client_id = p.client_id and r.payment_id = p.id
          and r.state in ('pending', 'requires_action', 'needs_response', 'under_review', 'warning_needs_response', 'warning_under_review'))
        or exists (select from staff_task t where t.subject = p.id::text and t.resolved_at is null)) as unsettled
    from hour_payment_facts p join hour_lot_facts l on l.client_id = p.client_id and l.payment_id = p.id
    join hour_op_facts c on c.client_id = l.client_id and c.seq = l.opened_seq
    left join block_order o on o.client_id = p.client_id and o.id = p.id order by p.client_id, p.id`;
}

export type OrderFacts = {
  clientId: string;
  id: string;
  number: number;
  origin: OrderOrigin;
  checkoutId: string | null;
};

/** Every order, by what tells how it is paid. */
export function listOrderFacts(tx: Tx): Promise<OrderFacts[]> {
  return tx.$queryRaw<
    OrderFacts[]
  >`select client_id as "clientId", id, number::int as number, origin, stripe_checkout_id as "checkoutId" from block_order`;
}

/** Stripe's names of what is looked at whenever it was made: the payments that orders still wait for, and those that open tasks are about. */
export async function listNamesToRead(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select stripe_invoice as name from block_order where state in ('open', 'invoiced', 'processing') and stripe_invoice is not null
    union select stripe_payment_intent from block_order where state in ('checkout', 'processing', 'failed') and stripe_payment_intent is not null
    union select subject from staff_task where resolved_at is null and (subject like 'pi\_%' or subject like 'in\_%')`;
  return rows.map(({ name }) => name);
}

/** Up to when payments have been compared with Stripe; before the first time, when the first order was placed. */
export async function findComparedUntil(tx: Tx): Promise<Date> {
  const known = await tx.paymentComparison.findFirst();
  if (known) return known.comparedUntil;
  const { _min } = await tx.blockOrder.aggregate({ _min: { createdAt: true } });
  return new Date((_min.createdAt ?? now()).getTime() - 1);
}

/** Keeps up to when payments have been compared; of two at once the further one counts. */
export async function keepComparedUntil(tx: Tx, until: Date): Promise<void> {
  await tx.$executeRaw`
    insert into payment_comparison (id, compared_until) values (1, ${until})
    on conflict (id) do update set compared_until = greatest(payment_comparison.compared_until, excluded.compared_until)`;
}
