import type { ClientScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";

/** Tells whether a client has a managed contract and never had an hour: what pages say of blocks and balances is not for it. */
export async function hasContractOnly(scope: ClientScope): Promise<boolean> {
  const [row] = await inScope(scope, (tx) => tx.$queryRaw<{ only: boolean }[]>`
    select c.kind = 'managed' and not exists (select from hour_op o where o.client_id = c.id) as only from client c where c.id = ${scope.clientId}::uuid`);
  return row?.only ?? false;
}
