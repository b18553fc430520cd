import { listApproved } from "#app/desk/store/approval-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

type Standing = { id: string; state: RequestState };

/** Which of a client's requests were approved and wait for the MSP to begin, by their ids; one query, none where none is new. */
export async function findApproved(
  tx: Tx,
  clientId: string,
  requests: readonly Standing[],
): Promise<ReadonlySet<string>> {
  const ids = requests.filter(({ state }) => state === "new").map(({ id }) => id);
  return new Set(ids.length === 0 ? [] : await listApproved(tx, clientId, ids));
}

/** The same of the requests that a client's person sees, in a transaction of its own. */
export function getApproved(scope: ClientScope, requests: readonly Standing[]): Promise<ReadonlySet<string>> {
  return readInScope(scope, (tx) => findApproved(tx, scope.clientId, requests));
}
