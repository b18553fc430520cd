/** The life of an order: kept, at Stripe's checkout, invoiced for a bank transfer, money on its way, and how it ended. */
export const orderStates = [
  "open",
  "checkout",
  "invoiced",
  "processing",
  "paid",
  "failed",
  "expired",
  "cancelled",
] as const;
export type OrderState = (typeof orderStates)[number];

// What Stripe says now always wins over what we believed, save one thing: paid stays paid.
const next: Record<OrderState, readonly OrderState[]> = {
  open: ["checkout", "invoiced", "processing", "paid", "failed", "expired", "cancelled"],
  checkout: ["processing", "paid", "failed", "expired", "cancelled"],
  invoiced: ["processing", "paid", "failed", "cancelled"],
  processing: ["invoiced", "paid", "failed"],
  failed: ["processing", "paid"],
  expired: ["processing", "paid", "failed"],
  cancelled: ["processing", "paid", "failed"],
  paid: [],
};

/** Tells whether a text is the state of an order. */
export function isOrderState(value: string): value is OrderState {
  return orderStates.some((state) => state === value);
}

/** The states from which an order may come to this one; the condition of every change in the database. */
export function statesBefore(state: OrderState): OrderState[] {
  return orderStates.filter((from) => next[from].includes(state));
}

/** Tells whether the order waits for its buyer: it can still be paid or given up. */
export function isPayable(state: OrderState): boolean {
  return state === "open" || state === "checkout";
}

/** Where an order comes from: the buyer's checkout, an automatic top-up (charged, or by invoice), an invoice for a bank transfer, the invoice for a month's work below zero. */
const orderOrigins = ["checkout", "auto_topup", "topup_invoice", "bank_invoice", "overage_invoice"] as const;
export type OrderOrigin = (typeof orderOrigins)[number];

/** Tells whether nobody placed the order: it is an automatic top-up's. */
export function isTopupOrigin(origin: OrderOrigin): boolean {
  return origin === "auto_topup" || origin === "topup_invoice";
}

/** Tells whether the order is paid on an invoice that stands open, and whoever is at it brings the order to what that invoice says. */
export function isInvoiceOrigin(origin: OrderOrigin): boolean {
  return origin === "bank_invoice" || origin === "overage_invoice";
}

/** Tells whether nobody chose to buy: the order follows from a top-up or from work below zero, so its client can't cancel it. */
export function isAutomatic(origin: OrderOrigin): boolean {
  return isTopupOrigin(origin) || origin === "overage_invoice";
}

/** Tells whether a text is the origin of an order. */
export function isOrderOrigin(value: string): value is OrderOrigin {
  return orderOrigins.some((origin) => origin === value);
}
