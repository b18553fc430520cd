import { peopleAccess } from "#app/people/access.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

import type { TenantStatus } from "./microsoft-store.server.ts";

/** Who left and still holds something, a tenant of Microsoft 365 that is not read any more, and the MSP's client secret that ends within 30 days. */
export const peopleTodoKinds = ["leaver-holds", "microsoft-broken", "microsoft-secret-ends"] as const;
export type PeopleTodoKind = (typeof peopleTodoKinds)[number];

/** What somebody can hold after their last day. */
export type HeldKind = "licence" | "right" | "seat" | "device";
export type PeopleWaiting = {
  kind: PeopleTodoKind;
  id: string;
  /** The leaver's name; empty for Microsoft 365. */
  name: string;
  clientId: string | null;
  clientName: string | null;
  held: HeldKind[];
  status: TenantStatus | null;
  endsOn: Day | null;
  since: Date;
};

/** For how many days an answer may stay out before a tenant counts as not read any more. */
const silentDays = 2;
/** How many days ahead the end of the client secret is told. */
const secretDays = 30;

const waiting = (scope: StaffScope) => {
  const at = now();
  const stillHeld = sql`x.client_id = e.client_id and x.employee_id = e.id and (x.ends_on is null or x.ends_on >= day_in(c.zone, ${at}))`;
  return sql`
    select 'leaver-holds' as kind, e.id::text, e.name, e.client_id::text as "clientId", c.name as "clientName", h.held, null as status, null as "endsOn",
      (e.left_on + 1)::timestamp at time zone zone_at(c.zone, ${at}) as since
    from client_facts c join employee e on e.client_id = c.id and e.left_on < day_in(c.zone, ${at})
    cross join lateral (select array_remove(array[
      case when exists (select from licence_assignment x where ${stillHeld}) then 'licence' end,
      case when exists (select from access_right x where ${stillHeld}) then 'right' end,
      case when exists (select from seat_holding x where ${stillHeld}) then 'seat' end,
      case when exists (select from device_period x where ${stillHeld}) then 'device' end], null) as held) h
    where c.ended_at is null and cardinality(h.held) > 0 and ${may(scope, peopleAccess.edit)}
    union all
    select 'microsoft-broken', t.client_id::text, '', t.client_id::text, c.name, '{}', t.status, null, coalesce(t.read_at, t.tried_at)
    from microsoft_tenant t join client_facts c on c.id = t.client_id
    where c.ended_at is null and ${may(scope, peopleAccess.edit)} and t.tried_at is not null and (t.status in ('no-consent', 'secret-wrong')
      or t.status = 'unavailable' and coalesce(t.read_at, t.tried_at) < ${new Date(at.getTime() - silentDays * 86_400_000)})
    union all
    select 'microsoft-secret-ends', a.app_id::text, '', null, null, '{}', null, a.secret_ends_on::text,
      (a.secret_ends_on - ${secretDays}::int)::timestamp at time zone zone_at(p.zone, ${at})
    from microsoft_app a cross join msp_facts p
    where ${may(scope, peopleAccess.setMicrosoft)} and a.secret_ends_on - ${secretDays}::int <= day_in(p.zone, ${at})`;
};

/** How many of each kind wait for this person. One query. */
export async function countPeopleWaiting(tx: Tx, scope: StaffScope): Promise<Record<PeopleTodoKind, number>> {
  const counts = { "leaver-holds": 0, "microsoft-broken": 0, "microsoft-secret-ends": 0 };
  const rows = await tx.$queryRaw<{ kind: PeopleTodoKind; count: number }[]>(
    sql`select kind, count(*)::int as count from (${waiting(scope)}) w group by kind`,
  );
  for (const { kind, count } of rows) counts[kind] = count;
  return counts;
}

/** What waits for this person, the oldest first, `limit` of each kind at most. One query. */
export function listPeopleWaiting(tx: Tx, scope: StaffScope, limit: number): Promise<PeopleWaiting[]> {
  return tx.$queryRaw<PeopleWaiting[]>(sql`
    select kind, id, name, "clientId", "clientName", held, status, "endsOn", since
    from (select w.*, row_number() over (partition by kind order by since, id) as place from (${waiting(scope)}) w) ranked
    where place <= ${limit}::int order by since, id`);
}
