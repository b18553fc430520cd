import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** That the owner was asked for a version, and the refusal; `refused` is null while the owner has not said no. */
export type ApprovalAsk = {
  askedBy: string;
  askedAt: Date;
  refused: { by: string; reason: string } | null;
};

/** What was asked of the owner about a version; null where nothing was. */
export async function findApprovalAsk(
  tx: Tx,
  clientId: string,
  versionId: string,
): Promise<ApprovalAsk | null> {
  const [row] = await tx.$queryRaw<
    { askedBy: string; askedAt: Date; by: string | null; reason: string | null }[]
  >`
    select a.name as "askedBy", q.asked_at as "askedAt", r.name as by, q.reason from proposal_approval_ask q
    join user_facts a on a.id = q.asked_by left join user_facts r on r.id = q.refused_by
    where q.client_id = ${clientId}::uuid and q.version_id = ${versionId}::uuid`;
  if (!row) return null;
  const { by, reason, ...ask } = row;
  return { ...ask, refused: by !== null && reason !== null ? { by, reason } : null };
}

/** Keeps that the owner was asked for a version; false where that is there already. */
export async function appendApprovalAsk(
  tx: Tx,
  given: { clientId: string; versionId: string; askedBy: string },
): Promise<boolean> {
  const { count } = await tx.proposalApprovalAsk.createMany({
    data: [{ ...given, askedAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Keeps the owner's no to what was asked; false where there is one already, or nothing was asked. */
export async function refuseApprovalAsk(
  tx: Tx,
  { clientId, versionId, ...no }: { clientId: string; versionId: string; refusedBy: string; reason: string },
): Promise<boolean> {
  const { count } = await tx.proposalApprovalAsk.updateMany({
    where: { clientId, versionId, refusedAt: null },
    data: { ...no, refusedAt: now() },
  });
  return count === 1;
}
