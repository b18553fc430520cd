import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";
import { identityAccess } from "#app/identity/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";

/** Somebody with access, by the id of their login; `clientId` is null for a colleague. */
export type FoundLogin = Found & { userId: string; clientId: string | null; email: string };

type Row = {
  userId: string;
  name: string;
  email: string;
  clientId: string | null;
  clientName: string | null;
};

/** The people with access whose name or address holds what was typed, as far as this person may find them: staff those of clients (who manages colleagues, these too), a client's manager their own. A few at most: one query, none for those who find nobody. */
export async function findPeopleBy(tx: Tx, scope: Scope, typed: string): Promise<FoundLogin[]> {
  if (scope.kind === "client" && !may(scope, identityAccess.manageOwnPeople)) return [];
  const sight =
    scope.kind === "client"
      ? sql`and m.client_id = ${scope.clientId}::uuid`
      : may(scope, identityAccess.manageColleagues)
        ? emptySql
        : sql`and m.client_id is not null`;
  const rows = await tx.$queryRaw<Row[]>`
    select u.id::text as "userId", u.name, u.email, m.client_id::text as "clientId", c.name as "clientName"
    from membership m join "user" u on u.id = m.user_id left join client_facts c on c.id = m.client_id
    where m.ended_at is null and c.ended_at is null ${sight} and (${holds(sql`u.name`, typed)} or ${holds(sql`u.email`, typed)})
    order by u.name, u.id limit ${foundPerKind}`;
  return rows.map(({ userId, name, email, clientId, clientName }) => ({
    userId,
    clientId,
    email,
    to: placeOf(scope, { clientId, userId }),
    title: name,
    detail: scope.kind === "staff" && clientName ? `${clientName} · ${email}` : email,
  }));
}

/** Where somebody with access is found: on the page of their client's people, or for who may not see that by their requests. */
function placeOf(scope: Scope, { clientId, userId }: { clientId: string | null; userId: string }): string {
  if (scope.kind === "client") return "/people";
  if (clientId === null) return "/staff/people";
  return may(scope, identityAccess.manageClientPeople)
    ? `/staff/clients/${clientId}/people`
    : `/staff/requests?requester=${userId}`;
}
