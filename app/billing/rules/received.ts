import type { Day } from "#app/platform/day.ts";

/** Money that came to the MSP's own account: on which day, and how much in minor units. */
export type Received = { on: Day; amountMinor: number };

export type ReceivedRefusal = "too-little-came" | "too-much-came" | "came-too-early" | "came-ahead";

/** Why money that came does not pay an order: not what is open of it, or on a day that can't be. */
export function receivedRefusal(
  { on, amountMinor }: Received,
  order: { openMinor: number; orderedOn: Day; today: Day },
): ReceivedRefusal | null {
  if (on > order.today) return "came-ahead";
  if (on < order.orderedOn) return "came-too-early";
  if (amountMinor < order.openMinor) return "too-little-came";
  return amountMinor > order.openMinor ? "too-much-came" : null;
}
