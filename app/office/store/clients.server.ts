import { sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { holds } from "#app/platform/search.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

/** What is still open at a client: minutes of its balance, counts of requests and people. */
type OpenEnds = { net: number; frozen: boolean; requests: number; people: number };

type OpenRequest = {
  id: string;
  number: number;
  title: string;
  state: RequestState;
  assigneeName: string | null;
};

type Around = {
  requests: OpenRequest[];
  openRequests: number;
  people: { name: string; role: string }[];
  ended: boolean;
};

export type Found = {
  id: string;
  name: string;
  country: string;
  kind: "prepaid" | "managed";
  zone: string;
  available: number;
  owed: number;
  threshold: number;
  topup_mode: string;
  open_lots: { minutes: number; remaining: number }[] | null;
  last_lot_minutes: number | null;
  valid_until: string | null;
  used: number;
  entries: number;
  since: string | null;
  empty_since: Date | null;
};

/** The live clients whose name holds a text, each with what its row is counted from. */
export function findClients(tx: Tx, at: Date, search: string): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    select c.id::text, c.name, c.country::text, c.zone,
      case when c.kind = 'managed' or exists (select from contract_facts k where k.client_id = c.id and k.kind = 'managed'
        and day_in(c.zone, ${at}::timestamptz) between k.starts_on and coalesce(k.ends_on, 'infinity')) then 'managed' else 'prepaid' end as kind, coalesce(b.available_minutes, 0) as available, coalesce(b.owed_minutes, 0) as owed,
      coalesce(b.threshold_minutes, 0) as threshold, coalesce(s.topup_mode, 'off') as topup_mode,
      open.lots as open_lots, last.minutes as last_lot_minutes, open.valid_until, pace.used, pace.entries, first.since, empty.since as empty_since
    from client_facts c
    left join hours_balances(${at}) b on b.client_id = c.id
    left join hour_setting_facts s on s.client_id = c.id
    left join lateral (
      select jsonb_agg(jsonb_build_object('minutes', l.minutes, 'remaining', l.remaining_minutes) order by l.priority, l.expires_at, l.id) as lots,
        case when max(l.expires_at) < 'infinity' then max(last_day_of(c.zone, l.expires_at, l.effective_at))::text end as valid_until
      from hour_lot_facts l where l.client_id = c.id and l.is_open and l.expires_at > ${at}) open on true
    left join lateral (select l.minutes from hour_lot_facts l where l.client_id = c.id order by l.id desc limit 1) last on true
    left join lateral (
      select coalesce(sum(t.billable_minutes), 0)::int as used, count(*)::int as entries from time_entry_facts t
      where t.client_id = c.id and t.deleted_at is null and t.revision > 0 and t.worked_on > day_in(c.zone, ${at}::timestamptz) - 90) pace on true
    left join lateral (
      select day_in(c.zone, o.effective_at)::text as since from hour_op_facts o where o.client_id = c.id and o.seq = 1) first on true
    left join lateral (
      select o.recorded_at as since from hour_op_facts o
      where b.owed_minutes > 0 and o.client_id = c.id
        and o.seq > coalesce((select p.seq from hour_op_facts p where p.client_id = c.id and p.net_after >= 0 order by p.seq desc limit 1), 0)
      order by o.seq limit 1) empty on true
    where c.ended_at is null and ${holds(sql`c.name`, search)}`;
}

/** A client's open requests and people; a 404 for no client. */
export async function findAround(tx: Tx, clientId: string): Promise<Around> {
  const [row] = await tx.$queryRaw<Around[]>`
    select c.ended_at is not null as ended,
      coalesce((select jsonb_agg(to_jsonb(q)) from (
        select r.id, r.number, r.title, r.state, u.name as "assigneeName" from request_facts r left join user_facts u on u.id = r.assignee_id
        where r.client_id = c.id and r.state not in ('done', 'refused', 'withdrawn') order by r.number limit 5) q), '[]') as requests,
      (select count(*)::int from request_facts r where r.client_id = c.id and r.state not in ('done', 'refused', 'withdrawn')) as "openRequests",
      coalesce((select jsonb_agg(jsonb_build_object('name', u.name, 'role', m.role) order by u.name)
        from membership_facts m join user_facts u on u.id = m.user_id where m.client_id = c.id and m.ended_at is null), '[]') as people
    from client_facts c where c.id = ${clientId}::uuid`;
  return row ?? notFound();
}

/** What is still open at a client: balance, requests and people with access. */
export async function findOpenEnds(tx: Tx, clientId: string, at: Date): Promise<OpenEnds | null> {
  const [row] = await tx.$queryRaw<OpenEnds[]>`
    select coalesce(b.available_minutes - b.owed_minutes, 0) as net, coalesce(b.frozen_at is not null, false) as frozen,
      (select count(*)::int from request_facts r where r.client_id = c.id and r.state not in ('done', 'refused', 'withdrawn')) as requests,
      (select count(*)::int from membership_facts m where m.client_id = c.id and m.ended_at is null) as people
    from client_facts c left join hours_balance(c.id, ${at}) b on true where c.id = ${clientId}::uuid`;
  return row ?? null;
}
