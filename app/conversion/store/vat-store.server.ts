import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { decideVat } from "#app/clients/rules/vat.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Tells whether hours were bought with another VAT than the contract's invoices would bear now: a line that credits them nets like with like alone. */
export async function hasOtherVat(tx: Tx, clientId: string, paymentIds: readonly string[]): Promise<boolean> {
  const buyer = await findBuyer(tx, clientId);
  const vat = decideVat((await findSeller(tx)).country, buyer.country, buyer.vatStatus);
  const [row] = await tx.$queryRaw<{ other: boolean }[]>`
    select exists (select from block_order_facts o where o.client_id = ${clientId}::uuid and o.id = any (${[...paymentIds]}::uuid[])
      and (o.vat_kind, o.vat_rate_bp) is distinct from (${vat.kind}, ${vat.rateBp}::int)) as other`;
  return row?.other ?? false;
}
