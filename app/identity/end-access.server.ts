import { now } from "#app/platform/clock.server.ts";
import { authPrisma, type Tx } from "#app/platform/db.server.ts";

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
  const { count } = await tx.membership.updateMany({
    where: { userId, clientId, endedAt: null },
    data: { endedAt: now() },
  });
  if (count === 0) return false;
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await tx.invitation.updateMany({
    where: { email, clientId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now() },
  });
  await appendAudit(tx, actor, { action: "person.ended", target: `user:${userId}`, clientId });
  return true;
}

/** Deletes all of somebody's sessions; the guard already turned them away. */
export async function deleteSessions(userId: string): Promise<void> {
  await authPrisma().session.deleteMany({ where: { userId } });
}
