import type { Tx } from "#app/platform/db.server.ts";

import { listBlocksFor, type Block } from "./catalogue-store.server.ts";
import type { Parties } from "#app/clients/check-vat-number.server.ts";
import { priceBlock, type BlockPrice } from "./rules/price.ts";
import { decideVat, waitsForVies, type VatDecision } from "#app/clients/rules/vat.ts";

/** What a block would cost this buyer now. */
export type Quote = { block: Block; vat: VatDecision; price: BlockPrice };

/** Quotes for every block that the client can buy. */
export async function listQuotes(tx: Tx, { buyer, seller }: Parties): Promise<Quote[]> {
  const vat = decideVat(seller, buyer.country, buyer.vatStatus);
  const blocks = await listBlocksFor(tx, buyer);
  return blocks.map((block) => ({
    block,
    vat,
    price: priceBlock(block.minutes, block.pricePerHourMinor, vat.rateBp),
  }));
}

/** The state of the check of the VAT number, which decides the VAT: done; VAT is charged without it; or the order has to wait, for VIES (`held`) or for the MSP to review what the client changed (`review`). */
export type VatState = "done" | "charged" | "held" | "review";

/** The state of the check of a buyer's VAT number. */
export function vatState({ buyer, seller }: Parties): VatState {
  if (buyer.vatReview) return "review";
  if (!waitsForVies(seller.country, buyer.country, buyer.vatStatus)) return "done";
  return seller.viesDownPolicy === "hold" ? "held" : "charged";
}

/** Tells whether nothing can be bought before the VAT number is checked or reviewed. */
export function waitsForVat(parties: Parties): boolean {
  const state = vatState(parties);
  return state === "held" || state === "review";
}

/** The details that an invoice needs and the client has not given. */
export function missingDetails({ buyer }: Parties): ("legalName" | "addressLine" | "postalCode" | "city")[] {
  return (["legalName", "addressLine", "postalCode", "city"] as const).filter(
    (name) => buyer[name].trim() === "",
  );
}
