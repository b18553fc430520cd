/** What Stripe says about a checkout session and its payment, in its own words. */
export type SessionFacts = { status: string | null; paymentStatus: string; intentStatus: string | null };
export type SessionOutcome = "paid" | "processing" | "failed" | "expired" | "open";

/** Reads what became of a checkout: paid only when the money is certain, on its way while a bank still has to say. */
export function sessionOutcome({ status, paymentStatus, intentStatus }: SessionFacts): SessionOutcome {
  if (status === "complete" && paymentStatus !== "unpaid") return "paid";
  if (status === "expired") return "expired";
  if (status !== "complete") return "open";
  return intentStatus === "requires_payment_method" || intentStatus === "canceled" ? "failed" : "processing";
}

export type Expected = { currency: string; grossMinor: number; customerId: string | null };
export type Paid = { currency: string | null; amountMinor: number | null; customerId: string | null };

/** Names what differs between an order and what was paid for it; null when all agrees. */
export function paymentMismatch(order: Expected, paid: Paid): "currency" | "amount" | "customer" | null {
  if (order.currency.toLowerCase() !== paid.currency?.toLowerCase()) return "currency";
  if (order.grossMinor !== paid.amountMinor) return "amount";
  return order.customerId === paid.customerId ? null : "customer";
}
