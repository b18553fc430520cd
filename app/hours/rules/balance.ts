/** What a client has, in whole minutes. Pending is worked and not yet posted; on its way is paid and not yet certain. */
export type Balance = {
  availableMinutes: number;
  owedMinutes: number;
  pendingMinutes: number;
  onItsWayMinutes: number;
  heldMinutes: number;
};

/** The posted balance: what is left, or below zero what is owed. */
export function postedMinutes(balance: Pick<Balance, "availableMinutes" | "owedMinutes">): number {
  return balance.availableMinutes - balance.owedMinutes;
}

/** How a balance is doing: below zero, at or below the client's warning level, or well. */
export function standing(postedMinutesNow: number, thresholdMinutes: number): "negative" | "low" | "good" {
  if (postedMinutesNow < 0) return "negative";
  return postedMinutesNow <= thresholdMinutes ? "low" : "good";
}
