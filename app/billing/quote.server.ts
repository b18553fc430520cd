import type { Tx } from "#app/platform/db.server.ts";

import { listBlocksFor, type Block } from "./catalogue-store.server.ts";
import type { Parties } from "#app/clients/check-vat-number.server.ts";
import { priceBlock, type BlockPrice } from "./rules/price.ts";
import { decideVat, waitsForVies, type VatDecision } from "#app/clients/rules/vat.ts";

/** What a block would cost this buyer now. */
export type Quote = { block: Block; vat: VatDecision; price: BlockPrice };

/** Quotes for every block that the client can buy. */
export async function listQuotes(tx: Tx, { buyer, seller }: Parties): Promise<Quote[]> {
  const vat = decideVat(seller.country, buyer.country, buyer.vatStatus);
  const blocks = await listBlocksFor(tx, buyer.clientId);
  return blocks.map((block) => ({
    block,
    vat,
    price: priceBlock(block.minutes, block.pricePerHourMinor, vat.rateBp),
  }));
}

/** How it stands with the check that the VAT hangs on: done, VAT is charged without it, or the order has to wait for it. */
export function viesState({ buyer, seller }: Parties): "done" | "charged" | "held" {
  if (!waitsForVies(seller.country, buyer.country, buyer.vatStatus)) return "done";
  return seller.viesDownPolicy === "hold" ? "held" : "charged";
}

/** The facts that an invoice can't do without and that the client has not given. */
export function missingDetails({ buyer }: Parties): ("legalName" | "addressLine" | "postalCode" | "city")[] {
  return (["legalName", "addressLine", "postalCode", "city"] as const).filter(
    (name) => buyer[name].trim() === "",
  );
}
