import { ok, refuse, type Result } from "#app/platform/result.ts";
import { readAmount } from "#app/platform/typed/amount.ts";

/** What staff chose of the form: an amount that was offered, in minor units as text, or `other`; and what they typed. */
export type RefundChoice = { which: string; amount: string };

/** The amount that goes back, in minor units with VAT. An offered amount with another one typed beside it is a question, never an answer. */
export function chosenAmount({
  which,
  amount,
}: RefundChoice): Result<number, "amount-wrong" | "amount-ambiguous" | "amount-differs"> {
  const typed = readAmount(amount);
  if (!typed.ok && typed.refusal === "ambiguous") return refuse("amount-ambiguous");
  if (which === "other") return typed.ok && typed.value > 0 ? typed : refuse("amount-wrong");
  const offered = Number(which);
  if (amount.trim() !== "" && !(typed.ok && typed.value === offered)) return refuse("amount-differs");
  return offered > 0 ? ok(offered) : refuse("amount-wrong");
}

/** How a payment and its hours stand: gross minor units, minutes of the block, what went back and was taken back, and what is left of it. */
type Before = {
  grossMinor: number;
  minutes: number;
  backMinor: number;
  takenMinutes: number;
  remainingMinutes: number;
};

/** The minutes that an amount takes back of a block, and how many of them are used already; rounded as the ledger does. */
export function hoursToTake(
  { grossMinor, minutes, backMinor, takenMinutes, remainingMinutes }: Before,
  amountMinor: number,
): { takeMinutes: number; usedMinutes: number } {
  const partMinor = Math.min(grossMinor, backMinor + amountMinor);
  const target =
    partMinor === grossMinor ? minutes : Number((BigInt(minutes) * BigInt(partMinor)) / BigInt(grossMinor));
  const takeMinutes = Math.max(0, target - takenMinutes);
  return { takeMinutes, usedMinutes: Math.max(0, takeMinutes - remainingMinutes) };
}
