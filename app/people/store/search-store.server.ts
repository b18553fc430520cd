import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";

/** The client's present employees whose name or address holds what was typed, for those who see the roster; others find none. A few at most: one query. */
export async function findEmployeesBy(tx: Tx, scope: ClientScope, typed: string): Promise<Found[]> {
  if (!may(scope, peopleAccess.seeRoster)) return [];
  const rows = await tx.$queryRaw<{ name: string; department: string }[]>`
    select e.name, e.department from employee e join client_facts c on c.id = e.client_id
    where e.client_id = ${scope.clientId}::uuid
      and (e.left_on is null or e.left_on >= day_in(c.zone, ${now()}::timestamptz))
      and (${holds(sql`e.name`, typed)} or ${holds(sql`e.email`, typed)})
    order by e.name, e.id limit ${foundPerKind}`;
  return rows.map(({ name, department }) => ({ to: "/employees", title: name, detail: department || null }));
}
