import type { OrderOrigin } from "#app/billing/rules/order-state.ts";
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
  /** Its hours paid for work below zero before Stripe could make the invoice. */
  awaitsInvoice: boolean;
};

/** Every payment that the ledger has hours for. */
export function listBookedPayments(tx: Tx): Promise<BookedPayment[]> {
  return tx.$queryRaw<BookedPayment[]>`
    select p.client_id as "clientId", p.id, coalesce(p.stripe_payment_intent, o.stripe_payment_intent) as "paymentIntent", coalesce(p.stripe_invoice, o.stripe_invoice) as invoice,
      p.gross_minor as "grossMinor", p.currency, p.refunded_minor as "refundedMinor", p.disputed_minor as "disputedMinor", o.number::int as "orderNumber", coalesce(o.on_trust, false) as "onTrust",
      coalesce(o.covers_month is not null and o.state = 'open', false) as "awaitsInvoice"
    from hour_payment_facts p join hour_lot_facts l on l.client_id = p.client_id and l.payment_id = p.id
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
