/** The version of what a client agrees to about topping up; the texts are the messages `topup_terms_*`. A new text is a new version. */
export const topupTermsVersion = "top-up v2";

/** The version of the mandate for charging a saved payment method; the texts are the messages `topup_mandate_*`. */
export const mandateVersion = "mandate v2";

/** The version of the mandate that covers a contract's invoices beside top-ups. */
export const contractMandateVersion = "mandate v2, contract";

/** Caps over 30 days: how many top-ups, and for how much in all (minor units with VAT; null for no such cap). */
export type Caps = { maxPer30d: number; maxMinorPer30d: number | null };

/** Names a cap that would never let one block through; null when the block fits. */
export function capTooSmall(
  { maxPer30d, maxMinorPer30d }: Caps,
  grossMinor: number,
): "count" | "amount" | null {
  if (maxPer30d < 1) return "count";
  return maxMinorPer30d !== null && maxMinorPer30d < grossMinor ? "amount" : null;
}

/** Tells whether a card that is valid through a month runs out within so many days of today (`YYYY-MM-DD`, all in one zone). */
export function expiresWithin(
  days: number,
  expires: { month: number; year: number },
  today: string,
): boolean {
  const [year = 0, month = 0, date = 0] = today.split("-").map(Number);
  const firstDayAfter = Date.UTC(expires.year, expires.month, 1);
  return firstDayAfter - Date.UTC(year, month - 1, date) <= days * 86_400_000;
}
