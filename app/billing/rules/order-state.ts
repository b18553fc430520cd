/** The life of an order: kept, at Stripe's checkout, money on its way, and how it ended. */
export const orderStates = ["open", "checkout", "processing", "paid", "failed", "expired", "cancelled"] as const;
export type OrderState = (typeof orderStates)[number];

// What Stripe says now always wins over what we believed, save one thing: paid stays paid.
const next: Record<OrderState, readonly OrderState[]> = {
  open: ["checkout", "processing", "paid", "failed", "expired", "cancelled"],
  checkout: ["processing", "paid", "failed", "expired", "cancelled"],
  processing: ["paid", "failed"],
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
