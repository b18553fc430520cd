import { findChange, type ChangeRow } from "#app/desk/store/change-store.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { requestsAccess } from "#app/requests/access.ts";

/** The earlier request that a form begins with, where this person may see it; else the form begins empty. */
export async function findEarlier(
  tx: Tx,
  scope: ClientScope,
  earlierId: string | null,
): Promise<ChangeRow | null> {
  if (earlierId === null) return null;
  const facts = await findRequestFacts(tx, scope.clientId, earlierId);
  const isSeen = facts !== null && (may(scope, requestsAccess.seeAll) || facts.requesterId === scope.userId);
  return isSeen ? findChange(tx, scope.clientId, earlierId) : null;
}
