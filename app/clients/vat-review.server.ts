import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { z } from "zod";

import { requireMsp } from "#app/platform/msp.server.ts";

import { keepVatReview } from "./client-store.server.ts";
import { decideVat, isVatStatus } from "./rules/vat.ts";
import type { VatFacts } from "./rules/vat-number.ts";

const confirmed = z.object({ country: z.string(), vatNumber: z.string().nullable(), rateBp: z.int() });

/** What the MSP had confirmed of a client, and the VAT (basis points) that it was charged by it. */
export type ConfirmedVat = z.output<typeof confirmed>;

/** Reads what a client's row keeps of the confirmed facts; null where nothing waits for the MSP. */
export function readVatReview(value: unknown): ConfirmedVat | null {
  return value === null ? null : confirmed.parse(value);
}

/** Under the client's lock, after it changed its own country or VAT number: where that may lower its VAT, buying waits for the MSP; where it is as confirmed again, or higher, it does not. */
export async function reviewOwnChange(
  tx: Tx,
  clientId: string,
  before: VatFacts & { vatStatus: string; vatReview: unknown },
  after: VatFacts,
): Promise<void> {
  const seller = (await requireMsp(tx)).country;
  const status = isVatStatus(before.vatStatus) ? before.vatStatus : "none";
  const known = readVatReview(before.vatReview) ?? {
    country: before.country,
    vatNumber: before.vatNumber,
    rateBp: decideVat(seller, before.country, status).rateBp,
  };
  // At best its number is confirmed.
  const best = decideVat(seller, after.country, after.vatNumber ? "valid" : "none").rateBp;
  const isSame = known.country === after.country && known.vatNumber === after.vatNumber;
  if (isSame || best >= known.rateBp) return endVatReview(tx, clientId);
  await keepVatReview(tx, clientId, known);
  await askToShow(tx, clientId);
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
