/** The events that the endpoint at Stripe is set up to send; no other is taken. */
export const subscribedEvents = [
  "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "checkout.session.expired",
  "invoice.paid", "invoice.finalized", "payment_intent.payment_failed",
  "invoice.payment_failed", "invoice.payment_action_required",
  "setup_intent.succeeded", "setup_intent.setup_failed", "mandate.updated", "payment_method.detached", "payment_method.automatically_updated",
  "invoice.updated", "invoice.voided", "invoice.marked_uncollectible", "invoice.overdue",
  "refund.created", "refund.updated", "refund.failed", "charge.refunded",
  "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
  "credit_note.created", "credit_note.updated", "credit_note.voided",
] as const;
