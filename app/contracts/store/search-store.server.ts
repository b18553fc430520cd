import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { foundPerKind, type Found } from "#app/platform/found.ts";
import { holds } from "#app/platform/search.server.ts";

/** The client's contracts that are not over and whose name holds what was typed: each as its own part of the contract page. A few at most: one query. */
export async function findContractsBy(tx: Tx, scope: ClientScope, typed: string): Promise<Found[]> {
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    select k.id::text, k.name from contract_facts k join client_facts c on c.id = k.client_id
    where k.client_id = ${scope.clientId}::uuid
      and (k.ends_on is null or k.ends_on >= day_in(c.zone, ${now()}::timestamptz)) and ${holds(sql`k.name`, typed)}
    order by k.name, k.id limit ${foundPerKind}`;
  return rows.map(({ id, name }) => ({ to: `/contract#contract-${id}`, title: name, detail: null }));
}
