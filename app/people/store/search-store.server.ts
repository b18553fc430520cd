import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";

type Row = { id: string; clientId: string; clientName: string; name: string; department: string };

/** The present employees whose name or address holds what was typed: staff find those of clients that have not ended, a client's people their own if they see the roster; others find none. A few at most: one query. */
export async function findEmployeesBy(tx: Tx, scope: Scope, typed: string): Promise<Found[]> {
  if (scope.kind === "client" && !may(scope, peopleAccess.seeRoster)) return [];
  const sight = scope.kind === "staff" ? sql`c.ended_at is null` : sql`e.client_id = ${scope.clientId}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    select e.id::text, c.id::text as "clientId", c.name as "clientName", e.name, e.department
    from employee e join client_facts c on c.id = e.client_id
    where ${sight} and (e.left_on is null or e.left_on >= day_in(c.zone, ${now()}::timestamptz))
      and (${holds(sql`e.name`, typed)} or ${holds(sql`e.email`, typed)})
    order by e.name, e.id limit ${foundPerKind}`;
  return rows.map(({ id, clientId, clientName, name, department }) => ({
    to: scope.kind === "staff" ? `/staff/clients/${clientId}/roster/${id}` : "/employees",
    title: name,
    detail: [scope.kind === "staff" && clientName, department].filter(Boolean).join(" · ") || null,
  }));
}
