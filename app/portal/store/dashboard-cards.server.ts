import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import { dueOf, type DueConfirmations } from "#app/people/store/due-store.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { now } from "#app/platform/clock.server.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

export type RecentRow = {
  id: string;
  title: string;
  engineer: string;
  workedOn: string;
  bookedOn: string;
  nature: "reactive" | "proactive";
  worked: number;
  billable: number;
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
  covered: boolean;
};
export type RequestCardRow = { id: string; title: string; state: RequestState };
export type OpenInvoiceRow = {
  kind: "order" | "month";
  id: string;
  number: string;
  openMinor: number;
  currency: string;
  dueAt: string | null;
};
export type ForYouRows = {
  approvals: number;
  invoices: OpenInvoiceRow[];
  replies: { id: string; title: string }[];
  proposals: { id: string; name: string }[];
  agreements: { id: string; title: string }[];
  /** What a manager is to confirm this quarter; null for everybody else. */
  due: DueConfirmations | null;
  /** Taken proposals to be paid by mandate while no way to pay is saved. */
  unpayable: { id: string; name: string }[];
  /** How many points of the checklist the client has confirmed since it was asked; null where it was not asked. */
  checklist: number | null;
};

export type DashboardCards = ForYouRows & {
  recent: RecentRow[];
  requests: RequestCardRow[];
  open_requests: number;
  has_contract: boolean;
};

/**
 * Reads what stands around the balance, as this person may see it, in one query: the latest work, open requests, whether a contract is in
 * force; and what may wait for this person, three at most of each: time for the client's word, invoices to pay (the first due first; not those of
 * months that are collected by mandate), own
 * requests that wait for an answer, proposals, agreements to sign, the checklist before a contract, ways to pay that were chosen and are not saved yet; and for a manager what is
 * to be confirmed this quarter.
 */
export async function findDashboardCards(tx: Tx, scope: ClientScope, today: string): Promise<DashboardCards> {
  const own = may(scope, hoursAccess.seeAllWork) ? emptySql : sql`and r.requester_id = ${scope.userId}::uuid`;
  const due = may(scope, peopleAccess.seeRoster)
    ? sql`(select to_jsonb(d) from (${dueOf(scope.clientId)}) d)`
    : sql`null::jsonb`;
  const [row] = await tx.$queryRaw<DashboardCards[]>`
    select coalesce((select jsonb_agg(to_jsonb(w)) from (
        select e.id, r.title, u.name as engineer, e.worked_on as "workedOn", day_in(c.zone, e.created_at) as "bookedOn", e.nature, e.worked_minutes as worked, e.billable_minutes as billable,
          e.minimum_minutes as "minimumMinutes", e.rounding_minutes as "roundingMinutes", e.multiplier_percent as "multiplierPercent", e.free, e.covered
        from time_entry_facts e join client_facts c on c.id = e.client_id join request_facts r on r.client_id = e.client_id and r.id = e.request_id join user_facts u on u.id = e.engineer_id
        where e.client_id = ${scope.clientId}::uuid and e.deleted_at is null and e.revision > 0 ${own}
        order by e.created_at desc, e.id limit 5) w), '[]') as recent,
      coalesce((select jsonb_agg(to_jsonb(q)) from (
        select r.id, r.title, r.state from request_facts r where r.client_id = ${scope.clientId}::uuid and r.state not in ('done', 'refused', 'withdrawn') ${own}
        order by r.created_at desc, r.id limit 2) q), '[]') as requests,
      (select count(*)::int from request_facts r where r.client_id = ${scope.clientId}::uuid and r.state not in ('done', 'refused', 'withdrawn') ${own}) as open_requests,
      exists (select from contract_facts k where k.client_id = ${scope.clientId}::uuid and k.starts_on <= ${today}::date
        and (k.ends_on is null or k.ends_on >= ${today}::date)) as has_contract,
      (select count(*)::int from time_approval_facts where client_id = ${scope.clientId}::uuid and awaits = 'client' and state = 'pending') as approvals,
      coalesce((select jsonb_agg(to_jsonb(i)) from (
        select 'order' as kind, o.id, coalesce(o.invoice_number, o.number::text) as number, o.gross_minor - o.paid_minor as "openMinor", o.currency, o.due_at as "dueAt"
        from block_order_facts o where o.client_id = ${scope.clientId}::uuid and o.state = 'invoiced'
        union all
        select 'month', m.id, coalesce(m.invoice_number, m.month), m.open_minor, m.currency, m.due_at
        from month_invoice_facts m where m.client_id = ${scope.clientId}::uuid and m.state = 'open' and coalesce(m.collection, 'failed') = 'failed'
        order by "dueAt" nulls last, id limit 3) i), '[]') as invoices,
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
        order by a.created_at, a.id limit 3) s), '[]') as agreements,
      coalesce((select jsonb_agg(to_jsonb(y)) from (
        select p.id, p.name from proposal_facts p
        where p.client_id = ${scope.clientId}::uuid and p.payment = 'mandate' and not exists (select from contract_method_facts v where v.client_id = p.client_id)
          and (p.state in ('signed', 'closing') or p.state = 'active'
            and exists (select from contract_payment_facts k where k.client_id = p.client_id and k.contract_id = p.id and k.way = 'mandate'))
        order by p.state_at, p.id limit 3) y), '[]') as unpayable,
      (select k.confirmed from readiness_ask_facts k where k.client_id = ${scope.clientId}::uuid) as checklist,
      ${due} as due`;
  return row ?? nothing;
}

const nothing: DashboardCards = {
  recent: [],
  requests: [],
  open_requests: 0,
  has_contract: false,
  approvals: 0,
  invoices: [],
  replies: [],
  proposals: [],
  agreements: [],
  due: null,
  unpayable: [],
  checklist: null,
};
