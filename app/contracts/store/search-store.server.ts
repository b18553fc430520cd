import { contractsAccess } from "#app/contracts/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";

type Row = { id: string; name: string; clientId: string; clientName: string };

/** The contracts that are not over and whose name holds what was typed, each as its own part of the contract page: a client's own, for staff who read contracts all clients'. A few at most: one query, none for other staff. */
export async function findContractsBy(tx: Tx, scope: Scope, typed: string): Promise<Found[]> {
  if (scope.kind === "staff" && !may(scope, contractsAccess.read)) return [];
  const sight = scope.kind === "staff" ? sql`c.ended_at is null` : sql`k.client_id = ${scope.clientId}::uuid`;
  const rows = await tx.$queryRaw<Row[]>`
    select k.id::text, k.name, c.id::text as "clientId", c.name as "clientName"
    from contract_facts k join client_facts c on c.id = k.client_id
    where ${sight} and (k.ends_on is null or k.ends_on >= day_in(c.zone, ${now()}::timestamptz)) and ${holds(sql`k.name`, typed)}
    order by k.name, k.id limit ${foundPerKind}`;
  return rows.map(({ id, name, clientId, clientName }) =>
    scope.kind === "staff"
      ? { to: `/staff/clients/${clientId}/contract#contract-${id}`, title: name, detail: clientName }
      : { to: `/contract#contract-${id}`, title: name, detail: null },
  );
}
