import { now } from "#app/platform/clock.server.ts";
import { authPrisma, inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { appendAudit } from "./audit.server.ts";
import { mayInvite, refusalToManage, type ManageRefusal, type MemberRow } from "./rules/may-invite.ts";
import type { Scope } from "./scope.ts";

type Member = MemberRow & { id: string };
export type ManageAnswer = Result<{ name: string }, ManageRefusal | "not-found">;

/** Ends somebody's access at once: their sessions die with it. */
export async function endAccess(scope: Scope, membershipId: string): Promise<ManageAnswer> {
  const answer = await decide(scope, membershipId, async (tx, member) => {
    await tx.membership.updateMany({ where: { id: member.id }, data: { endedAt: now() } });
    await revokeInvitationsOf(tx, member);
    await appendAudit(tx, scope, {
      action: "person.ended",
      target: `user:${member.userId}`,
      clientId: member.clientId,
      detail: { role: member.role },
    });
  });
  // The guard already turns them away; this only tidies up. Sessions at another client go on.
  if (answer.ok)
    await authPrisma().$executeRaw`
      delete from session s where s.user_id = ${answer.value.userId}::uuid and (s.membership_id = ${membershipId}::uuid
        or not exists (select from membership m where m.user_id = s.user_id and m.ended_at is null))`;
  return answer;
}

/** What was still open to the same address at the same place ends too: nobody comes back by an old letter. */
async function revokeInvitationsOf(tx: Tx, { userId, clientId }: Member): Promise<void> {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await tx.invitation.updateMany({
    where: { email, clientId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now() },
  });
}

/** Gives a colleague another role at the same place. */
export async function changeRole(scope: Scope, membershipId: string, role: string): Promise<ManageAnswer> {
  return decide(scope, membershipId, async (tx, member) => {
    if (!mayInvite(scope, { clientId: member.clientId, role })) return "not-allowed";
    await tx.membership.updateMany({ where: { id: member.id }, data: { role } });
    await appendAudit(tx, scope, {
      action: "person.role-changed",
      target: `user:${member.userId}`,
      clientId: member.clientId,
      detail: { from: member.role, to: role },
    });
    return undefined;
  });
}

type Change = (tx: Tx, member: Member) => Promise<ManageRefusal | undefined | void>;

/** Locks everybody at the member's place, so that two owners can't end each other, then asks the rule. */
async function decide(
  scope: Scope,
  membershipId: string,
  change: Change,
): Promise<Result<{ name: string; userId: string }, ManageRefusal | "not-found">> {
  const answer = await inScope(scope, async (tx) => {
    const live = await tx.$queryRaw<Member[]>`
      select id::text, user_id::text as "userId", client_id::text as "clientId", role from membership
      where ended_at is null and client_id is not distinct from (select client_id from membership where id = ${membershipId}::uuid)
      order by id for update`;
    const member = live.find((row) => row.id === membershipId);
    if (!member || (scope.kind === "client" && member.clientId !== scope.clientId))
      return refuse("not-found");
    const asker = await tx.membership.findFirst({
      where: {
        userId: scope.userId,
        clientId: scope.kind === "client" ? scope.clientId : null,
        endedAt: null,
        role: scope.role,
      },
      select: { id: true },
    });
    const refusal = asker
      ? refusalToManage(
          scope,
          member,
          live.filter((row) => row.id !== membershipId),
        )
      : "not-allowed";
    const name = (await tx.user.findUniqueOrThrow({ where: { id: member.userId }, select: { name: true } }))
      .name;
    const late = refusal ?? (await change(tx, member));
    if (late) {
      await appendAudit(tx, scope, {
        action: "person.change-refused",
        target: `user:${member.userId}`,
        clientId: member.clientId,
        result: "refused",
        detail: { why: late },
      });
      return refuse(late);
    }
    return ok({ name, userId: member.userId });
  });
  return answer;
}
