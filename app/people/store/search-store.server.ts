import { may } from "#app/identity/permission.ts";
import type { FoundLogin } from "#app/identity/search-store.server.ts";
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

type EmployeeLogin = { clientId: string; email: string | null; userId: string | null };

/** Whether a login is an employee's: linked with it, or by its address where no login is linked. */
const isLoginOf = ({ clientId, email, userId }: EmployeeLogin, login: FoundLogin): boolean =>
  userId === login.userId || (clientId === login.clientId && email === login.email.toLowerCase());

/** What staff find of people: all clients' present employees whose name or address holds what was typed or who are one of `logins`, each on their own page, then those of `logins` who are none of them. A few at most: one query. */
export async function findEmployeesOfAllBy(
  tx: Tx,
  typed: string,
  logins: readonly FoundLogin[],
): Promise<Found[]> {
  const ofClients = logins.filter(({ clientId }) => clientId !== null);
  const rows = await tx.$queryRaw<(EmployeeLogin & { id: string; clientName: string; name: string })[]>`
    select e.id::text, e.client_id::text as "clientId", c.name as "clientName", e.name, e.email, e.user_id::text as "userId"
    from employee e join client_facts c on c.id = e.client_id
    where c.ended_at is null and (e.left_on is null or e.left_on >= day_in(c.zone, ${now()}::timestamptz))
      and (${holds(sql`e.name`, typed)} or ${holds(sql`e.email`, typed)}
        or e.user_id = any (${logins.map(({ userId }) => userId)}::uuid[])
        or (e.client_id, e.email) in (select * from unnest(${ofClients.map(({ clientId }) => clientId)}::uuid[], ${ofClients.map(({ email }) => email.toLowerCase())}::text[])))
    order by e.name, e.id limit ${foundPerKind}`;
  const others = logins.filter((login) => !rows.some((row) => isLoginOf(row, login)));
  return [
    ...rows.map(({ id, clientId, clientName, name, email }) => ({
      to: `/staff/clients/${clientId}/roster/${id}`,
      title: name,
      detail: email ? `${clientName} · ${email}` : clientName,
    })),
    ...others.map(({ to, title, detail }) => ({ to, title, detail })),
  ].slice(0, foundPerKind);
}
