import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";
import { requestNumberIn } from "#app/platform/search.ts";
import { requestsAccess } from "#app/requests/access.ts";

type Row = { id: string; number: number; title: string; clientName: string };

/** The requests whose title or number is what was typed, as far as this person sees them; the latest first, open ones before those, a few at most: one query. */
export async function findRequestsBy(tx: Tx, scope: Scope, typed: string): Promise<Found[]> {
  const sight =
    scope.kind === "staff"
      ? emptySql
      : may(scope, requestsAccess.seeAll)
        ? sql`and r.client_id = ${scope.clientId}::uuid`
        : sql`and r.client_id = ${scope.clientId}::uuid and r.requester_id = ${scope.userId}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    select r.id::text, r.number::int, r.title, c.name as "clientName" from request r join client_facts c on c.id = r.client_id
    where (${holds(sql`r.title`, typed)} or r.number = ${requestNumberIn(typed)}) ${sight}
    order by r.state in ('done', 'refused', 'withdrawn'), r.created_at desc, r.id limit ${foundPerKind}`;
  return rows.map(({ id, number, title, clientName }) => ({
    to: scope.kind === "staff" ? `/staff/requests/${id}` : `/requests/${id}`,
    title,
    detail: scope.kind === "staff" ? `${clientName} · #${number}` : `#${number}`,
  }));
}
