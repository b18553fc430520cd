import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
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
export type DashboardCards = {
  recent: RecentRow[];
  requests: RequestCardRow[];
  open_requests: number;
  has_contract: boolean;
};

/** Reads what stands around the balance, as this person may see it, in one query: the latest work, open requests, and whether a contract is in force. */
export async function findDashboardCards(tx: Tx, scope: ClientScope, today: string): Promise<DashboardCards> {
  const own = may(scope, hoursAccess.seeAllWork) ? emptySql : sql`and r.requester_id = ${scope.userId}::uuid`;
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
        and (k.ends_on is null or k.ends_on >= ${today}::date)) as has_contract`;
  return row ?? { recent: [], requests: [], open_requests: 0, has_contract: false };
}
