import { now } from "#app/platform/clock.server.ts";
import { inScope, type DbScope, type Tx } from "#app/platform/db.server.ts";

import { findBuyer, findSeller, keepVatAnswer, type Buyer, type Seller } from "./parties-store.server.ts";
import { isEuCountry } from "./rules/vat.ts";
import { readVatNumber } from "./rules/vat-number.ts";
import { askVies } from "./vies.server.ts";

export type Parties = { buyer: Buyer; seller: Seller };

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

/** Buyer and seller, the buyer's VAT number asked about at VIES where the VAT hangs on it and the last answer is a day old. */
export async function getCheckedParties(scope: DbScope, clientId: string): Promise<Parties> {
  const read = async (tx: Tx): Promise<Parties> => ({
    buyer: await findBuyer(tx, clientId),
    seller: await findSeller(tx),
  });
  const parties = await inScope(scope, read);
  const { buyer, seller } = parties;
  if (!needsAsking(buyer, seller)) return parties;
  const number = readVatNumber(buyer.vatNumber ?? "", buyer.country);
  const own = seller.vatNumber ? readVatNumber(seller.vatNumber, seller.country) : null;
  // No transaction is open while VIES thinks.
  const answer = number.ok
    ? await askVies(number.value, own?.ok ? own.value : null)
    : { status: "invalid" as const, consultation: null };
  return inScope(scope, async (tx) => {
    await keepVatAnswer(tx, buyer, { ...answer, at: now() });
    return read(tx);
  });
}

function needsAsking(buyer: Buyer, seller: Seller): boolean {
  if (
    !buyer.vatNumber ||
    buyer.country === seller.country ||
    !isEuCountry(buyer.country) ||
    !isEuCountry(seller.country)
  )
    return false;
  if (buyer.vatStatus === "none" || !buyer.vatCheckedAt) return true;
  const age = now().getTime() - buyer.vatCheckedAt.getTime();
  return age > (buyer.vatStatus === "pending" ? minuteMs : dayMs);
}
