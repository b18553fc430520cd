import type { InvoicePayment } from "./topup-step.ts";

/** Whole days between the notice of a debit and the earliest day on which it is taken, as the mandate promises. */
export const noticeDays = 2;

/** Days that an invoice gives to be paid in once it could not be collected. */
export const daysToPayInstead = 14;

/** How an invoice that is collected stands: for a later day, handed to Stripe, under way at the bank, or failed and to be paid by its link. */
export const collections = ["planned", "charging", "processing", "failed"] as const;
export type Collection = (typeof collections)[number];

/** Why an invoice was not collected: the bank or card refused, no way to pay is saved any more, collecting was turned off, or the bank took the payment back. */
export const collectFailures = ["declined", "no-method", "turned-off", "disputed"] as const;
export type CollectFailure = (typeof collectFailures)[number];

/** How one contract is paid, as far as collecting is concerned: agreed to be collected, and by which saved way to pay that is in use. */
export type AgreedWay = { way: "transfer" | "mandate"; methodId: string | null };

/** Whether an invoice of these contracts can be collected: each of them is paid by the mandate, and by the same saved way to pay. Its id, or why not. */
export function collectableBy(
  ways: readonly AgreedWay[],
): { methodId: string } | { methodId: null; why: "no-method" | "turned-off" } {
  const [first] = ways;
  if (!first || ways.some(({ way }) => way !== "mandate")) return { methodId: null, why: "turned-off" };
  const { methodId } = first;
  if (methodId === null || ways.some((one) => one.methodId !== methodId))
    return { methodId: null, why: "no-method" };
  return { methodId };
}

/** What is still to be paid of a month's invoice, VAT included, in minor units: without what came in and what is credited. What counts as paid of one that a bank took back holds the credits already. */
export function openOf(
  { grossMinor, paidMinor, dispute }: { grossMinor: number; paidMinor: number; dispute: string | null },
  creditedMinor: number,
): number {
  return grossMinor - paidMinor - (dispute === null ? creditedMinor : 0);
}

/** Tells whether a debit was asked for that may still bring the money of an open invoice. */
export function isUnderWay(collection: Collection | null): boolean {
  return collection === "charging" || collection === "processing";
}

/** What is to be done with an invoice that is collected, at an instant: nothing yet, or the debit. One that was begun is always gone on with. */
export function isToCollect(
  { state, collection, collectAt }: { state: string; collection: Collection | null; collectAt: Date | null },
  at: Date,
): boolean {
  if (state !== "open") return false;
  return collection === "charging" || (collection === "planned" && collectAt !== null && collectAt <= at);
}

/** How the collection stands after what Stripe says of the open invoice's latest payment; null where it stays as it is. */
export function collectionAfter(
  collection: Collection | null,
  { status }: InvoicePayment,
): "processing" | "failed" | null {
  if ((collection === "planned" || collection === "charging") && status === "processing") return "processing";
  // A payment that failed before the debit was accepted was a person's on the invoice's page.
  if (collection === "processing" && (status === "failed" || status === "requires_action")) return "failed";
  return null;
}
