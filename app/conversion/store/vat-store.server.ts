import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { decideVat } from "#app/clients/rules/vat.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Which of these payments bought hours with another VAT than the contract's invoices would bear now: a line that credits hours nets like with like alone. */
export async function listOtherVat(
  tx: Tx,
  clientId: string,
  paymentIds: readonly string[],
): Promise<string[]> {
  const buyer = await findBuyer(tx, clientId);
  const vat = decideVat((await findSeller(tx)).country, buyer.country, buyer.vatStatus);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text from block_order_facts o where o.client_id = ${clientId}::uuid and o.id = any (${[...paymentIds]}::uuid[])
      and (o.vat_kind, o.vat_rate_bp) is distinct from (${vat.kind}, ${vat.rateBp}::int) order by o.id`;
  return rows.map(({ id }) => id);
}

/** Which of these payments have not come yet: their hours were given on trust, and go with the invoice if it is never paid. */
export async function listUnpaid(tx: Tx, clientId: string, paymentIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text from block_order_facts o where o.client_id = ${clientId}::uuid and o.id = any (${[...paymentIds]}::uuid[])
      and o.state <> 'paid' order by o.id`;
  return rows.map(({ id }) => id);
}
