/** What takes money back from a payment: a refund, a bank's dispute, or a credit note's part that Stripe did not pay back itself. */
export type ReversalKind = "refund" | "dispute" | "credit";

/** One of them as Stripe has it now; minor units with VAT. */
export type Reversal = {
  stripeId: string;
  kind: ReversalKind;
  amountMinor: number;
  state: string;
  reason: string | null;
  dueAt: Date | null;
  openedAt: Date;
};

/** How a payment's invoice stands, when it has one; minor units with VAT. */
export type InvoiceStanding = { status: string | null; paidMinor: number };

export type ReversalTotals = { refundedMinor: number; disputedMinor: number };

const openDisputes = ["needs_response", "under_review"];

/** Tells whether a dispute holds its money back now; an inquiry (`warning_...`) moves none. */
export function isOpenDispute({ kind, state }: Pick<Reversal, "kind" | "state">): boolean {
  return kind === "dispute" && openDisputes.includes(state);
}

/** Tells whether money has gone for good by this: a refund that arrived, a dispute that was lost, a credit note in force. */
export function isFinal({ kind, state }: { kind: string; state: string }): boolean {
  if (kind === "refund") return state === "succeeded";
  return kind === "dispute" ? state === "lost" : state === "issued";
}

function isGivenUp(invoice: InvoiceStanding | null): boolean {
  return invoice?.status === "void" || invoice?.status === "uncollectible";
}

/** What has gone back of a payment in all, and what is held by open disputes: by what Stripe says now, in whatever order it came to be. Never more than was paid. */
export function reversalTotals(
  grossMinor: number,
  invoice: InvoiceStanding | null,
  reversals: readonly Reversal[],
): ReversalTotals {
  const sum = (some: (one: Reversal) => boolean): number =>
    reversals.filter(some).reduce((all, one) => all + one.amountMinor, 0);
  const given = isGivenUp(invoice)
    ? Math.max(0, grossMinor - (invoice?.paidMinor ?? 0))
    : sum((one) => one.kind === "credit" && isFinal(one));
  const refundedMinor = Math.min(grossMinor, given + sum((one) => one.kind !== "credit" && isFinal(one)));
  return { refundedMinor, disputedMinor: Math.min(grossMinor - refundedMinor, sum(isOpenDispute)) };
}
