import { endMemberships } from "#app/identity/membership-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { revokeInvitationsOf } from "./invitation-store.server.ts";
import { appendAudit, type AuditActor } from "./audit.server.ts";

/**
 * Ends somebody's access to a client's portal in the caller's transaction, with the invitations still open to their address; false
 * where they have none. The guard turns their sessions away as soon as it commits. It is the act of an approved request: who may end
 * whose access on their own is decided by endAccess.
 */
export async function endAccessInside(
  tx: Tx,
  actor: AuditActor,
  { userId, clientId }: { userId: string; clientId: string },
): Promise<boolean> {
  const { count } = await endMemberships(tx, clientId, userId);
  if (count === 0) return false;
  await revokeInvitationsOf(tx, { userId, clientId });
  await appendAudit(tx, actor, { action: "person.ended", target: `user:${userId}`, clientId });
  return true;
}
