import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { z } from "zod";

import { requireMsp } from "#app/platform/msp.server.ts";

import { keepVatReview } from "./client-store.server.ts";
import { decideVat, isVatStatus } from "./rules/vat.ts";
import { tidyVatNumber, type VatFacts } from "./rules/vat-number.ts";

/** Rows of before `waits` was kept are of reviews that wait. */
const confirmed = z.object({
  country: z.string(),
  vatNumber: z.string().nullable(),
  rateBp: z.int(),
  waits: z.boolean().default(true),
});

/** What the MSP had confirmed of a client, the VAT (basis points) that it may not go below unseen, and whether buying waits for the MSP. */
export type ConfirmedVat = z.output<typeof confirmed>;

/** Reads the confirmed facts of a review; null where nothing waits for the MSP. */
export function readVatReview(value: unknown): ConfirmedVat | null {
  const known = readConfirmed(value);
  return known?.waits ? known : null;
}

function readConfirmed(value: unknown): ConfirmedVat | null {
  return value === null ? null : confirmed.parse(value);
}

/**
 * Under the client's lock, after it changed its own country or VAT number: where that may lower its VAT, buying waits
 * for the MSP. What was confirmed is kept through every change, so that putting it back ends the review.
 */
export async function reviewOwnChange(
  tx: Tx,
  clientId: string,
  before: VatFacts & { vatStatus: string; vatReview: unknown },
  after: VatFacts,
): Promise<void> {
  const msp = await requireMsp(tx);
  // An exempt seller charges nothing now, and may be an ordinary one later.
  const seller = { country: msp.country, vatScheme: "ordinary" as const };
  const status = isVatStatus(before.vatStatus) ? before.vatStatus : "none";
  const chargedBp = decideVat(seller, before.country, status).rateBp;
  const { country, vatNumber } = before;
  const known = readConfirmed(before.vatReview) ?? { country, vatNumber, rateBp: chargedBp, waits: false };
  if (isSame(known, after)) return endVatReview(tx, clientId);
  // What is charged while the change waits is not what the MSP had seen.
  const rateBp = known.waits ? known.rateBp : Math.max(known.rateBp, chargedBp);
  // At best its number is confirmed.
  const best = decideVat(seller, after.country, after.vatNumber ? "valid" : "none").rateBp;
  await keepVatReview(tx, clientId, { ...known, rateBp, waits: best < rateBp });
  await askToShow(tx, clientId);
}

function isSame(one: VatFacts, other: VatFacts): boolean {
  const numbers = [one, other].map(({ vatNumber }) => tidyVatNumber(vatNumber ?? ""));
  return one.country === other.country && numbers[0] === numbers[1];
}

/** The MSP has looked: what the client says of itself counts. */
export async function endVatReview(tx: Tx, clientId: string): Promise<void> {
  await keepVatReview(tx, clientId, null);
  await askToShow(tx, clientId);
}

/** Asks for the task about it to be opened, or closed. */
function askToShow(tx: Tx, clientId: string): Promise<void> {
  return enqueue(tx, "billing.show-vat-review", { clientId }, { key: `vat-review:${clientId}` });
}
