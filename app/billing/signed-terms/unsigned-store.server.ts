import { unsignedTerms } from "#app/billing/rules/terms.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

/** An order that is paid while its client has not signed the terms; `since` is when it was ordered. */
type PaidUnsigned = {
  id: string;
  number: number;
  clientName: string;
  buyerName: string | null;
  since: Date;
};

const paidUnsigned = sql`
  block_order o join client_facts c on c.id = o.client_id and c.ended_at is null
  where o.state = 'processing' and o.failure = ${unsignedTerms}`;

/** How many paid orders of all clients wait for a signature. */
export async function countPaidUnsigned(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from ${paidUnsigned}`;
  return row?.count ?? 0;
}

/** The paid orders of all clients that wait for a signature, the oldest first, `limit` at most. */
export function listPaidUnsigned(tx: Tx, limit: number): Promise<PaidUnsigned[]> {
  return tx.$queryRaw<PaidUnsigned[]>`
    select o.id::text, o.number::int, c.name as "clientName", o.created_at as since,
      (select u.name from user_facts u where u.id = o.buyer_id) as "buyerName"
    from ${paidUnsigned} order by o.created_at, o.number limit ${limit}::int`;
}

/** How many whole minutes of a client are paid and wait for its signature. */
export async function sumUnsignedMinutes(tx: Tx, clientId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ minutes: number }[]>`
    select coalesce(sum(o.minutes), 0)::int as minutes from ${paidUnsigned} and o.client_id = ${clientId}::uuid`;
  return row?.minutes ?? 0;
}
