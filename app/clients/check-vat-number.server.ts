import { now } from "#app/platform/clock.server.ts";
import { inScope, type DbScope, type Tx } from "#app/platform/db.server.ts";

import { lockClient } from "./client-store.server.ts";
import { findBuyer, findSeller, keepVatAnswer, type Buyer, type Seller } from "./parties-store.server.ts";
import { isEuCountry } from "./rules/vat.ts";
import { readVatNumber } from "./rules/vat-number.ts";
import { askVies } from "./vies.server.ts";

export type Parties = { buyer: Buyer; seller: Seller };

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

// Somebody who changes a VAT number at the very moment of an order, twice in a row, is charged as if VIES had not answered.
const mostRounds = 3;

/** Runs under the client's lock with buyer and seller as they are then: what is decided on them is what the order keeps. The VAT number has been asked about wherever the VAT hangs on it; no transaction is open meanwhile. */
export async function withLockedParties<T>(
  scope: DbScope,
  clientId: string,
  run: (tx: Tx, parties: Parties) => Promise<T>,
): Promise<T> {
  for (let round = 1; ; round += 1) {
    await getCheckedParties(scope, clientId);
    const done = await inScope(scope, async (tx) => {
      await lockClient(tx, clientId);
      const { buyer, seller } = await readParties(tx, clientId);
      if (!needsAsking(buyer, seller)) return { value: await run(tx, { buyer, seller }) };
      return round < mostRounds
        ? null
        : { value: await run(tx, { buyer: { ...buyer, vatStatus: "pending" }, seller }) };
    });
    if (done) return done.value;
  }
}

/** Buyer and seller, the buyer's VAT number asked about at VIES where the VAT hangs on it and the last answer is a day old. */
export async function getCheckedParties(scope: DbScope, clientId: string): Promise<Parties> {
  const parties = await inScope(scope, (tx) => readParties(tx, clientId));
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
    return readParties(tx, clientId);
  });
}

async function readParties(tx: Tx, clientId: string): Promise<Parties> {
  return { buyer: await findBuyer(tx, clientId), seller: await findSeller(tx) };
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
