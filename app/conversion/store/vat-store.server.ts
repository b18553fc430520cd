import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { decideVat, type VatDecision } from "#app/clients/rules/vat.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The VAT that an invoice of the client bears now. */
export async function findPresentVat(tx: Tx, clientId: string): Promise<VatDecision> {
  const buyer = await findBuyer(tx, clientId);
  return decideVat(await findSeller(tx), buyer.country, buyer.vatStatus);
}

/** Which of these payments bought hours with another VAT than the contract's invoices would bear now, or with one that no order tells (a second payment of one): a line that credits hours nets like with like alone. */
export async function listOtherVat(
  tx: Tx,
  clientId: string,
  paymentIds: readonly string[],
): Promise<string[]> {
  const vat = await findPresentVat(tx, clientId);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select asked.id::text from unnest(${[...paymentIds]}::uuid[]) as asked(id)
    where not exists (select from block_order_facts o where o.client_id = ${clientId}::uuid and o.id = asked.id
      and o.vat_kind = ${vat.kind} and o.vat_rate_bp = ${vat.rateBp}::int) order by asked.id`;
  return rows.map(({ id }) => id);
}

/** Which of these payments have not come yet: their hours were given on trust, and go with the invoice if it is never paid. */
export async function listUnpaid(tx: Tx, clientId: string, paymentIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text from block_order_facts o where o.client_id = ${clientId}::uuid and o.id = any (${[...paymentIds]}::uuid[])
      and o.state <> 'paid' order by o.id`;
  return rows.map(({ id }) => id);
}
