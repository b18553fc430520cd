import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type OpenInvoiceRow = {
  id: string;
  number: string;
  grossMinor: number;
  currency: string;
  dueAt: string | null;
};
export type ForYouRows = {
  approvals: number;
  invoices: OpenInvoiceRow[];
  replies: { id: string; title: string }[];
  proposals: { id: string; name: string }[];
  agreements: { id: string; title: string }[];
};

/** Reads what may wait for a person, in one query: time for the client's word, invoices not paid (the first due first), own requests that wait for an answer, agreements to sign. Three at most of each. */
export async function findForYou(tx: Tx, scope: ClientScope): Promise<ForYouRows> {
  const [row] = await tx.$queryRaw<ForYouRows[]>`
    select (select count(*)::int from time_approval_facts where client_id = ${scope.clientId}::uuid and awaits = 'client' and state = 'pending') as approvals,
      coalesce((select jsonb_agg(to_jsonb(i)) from (
        select o.id, coalesce(o.invoice_number, o.number::text) as number, o.gross_minor as "grossMinor", o.currency, o.due_at as "dueAt"
        from block_order_facts o where o.client_id = ${scope.clientId}::uuid and o.state = 'invoiced'
        order by o.due_at nulls last, o.id limit 3) i), '[]') as invoices,
      coalesce((select jsonb_agg(to_jsonb(q)) from (
        select r.id, r.title from request_facts r
        where r.client_id = ${scope.clientId}::uuid and r.requester_id = ${scope.userId}::uuid and r.state = 'waiting'
        order by r.created_at, r.id limit 3) q), '[]') as replies,
      coalesce((select jsonb_agg(to_jsonb(p)) from (
        select p.id, p.name from proposal_facts p where p.client_id = ${scope.clientId}::uuid and p.state = 'sent'
        order by p.state_at, p.id limit 3) p), '[]') as proposals,
      coalesce((select jsonb_agg(to_jsonb(s)) from (
        select a.id, a.title || ' ' || a.number as title from agreement_turn_facts t
        join agreement_facts a on a.client_id = t.client_id and a.id = t.agreement_id
        where t.client_id = ${scope.clientId}::uuid and t.user_id = ${scope.userId}::uuid and t.side = 'client' and (a.expires_at is null or a.expires_at > ${now()})
        order by a.created_at, a.id limit 3) s), '[]') as agreements`;
  return row ?? { approvals: 0, invoices: [], replies: [], proposals: [], agreements: [] };
}
