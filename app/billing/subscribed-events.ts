/** The events that the endpoint at Stripe is set up to send; no other is taken. */
export const subscribedEvents = [
  "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "checkout.session.expired",
  "invoice.paid", "invoice.finalized", "payment_intent.payment_failed",
] as const;
