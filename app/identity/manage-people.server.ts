import { revokeInvitationsOf } from "#app/identity/invitation-store.server.ts";
import {
  endMembership,
  findAsker,
  keepRole,
  lockPlace,
  type Member,
  requireName,
} from "#app/identity/membership-store.server.ts";
import { deleteSessionsWithoutAccess } from "#app/identity/session-store.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { appendAudit } from "./audit.server.ts";
import { type ManageRefusal, mayInvite, refusalToManage } from "./rules/may-invite.ts";
import type { Scope } from "./scope.ts";

export type ManageAnswer = Result<{ name: string }, ManageRefusal | "not-found">;

/** What else ends with somebody's access, in the same transaction: a later module's, which identity doesn't know. */
export type AlsoEnd = (tx: Tx, userId: string) => Promise<void>;

/** Ends somebody's access at once: their sessions die with it. */
export async function endAccess(
  scope: Scope,
  membershipId: string,
  alsoEnd: AlsoEnd = async () => {},
): Promise<ManageAnswer> {
  const answer = await decide(scope, membershipId, async (tx, member) => {
    await endMembership(tx, member.id);
    await revokeInvitationsOf(tx, member);
    await alsoEnd(tx, member.userId);
    await appendAudit(tx, scope, {
      action: "person.ended",
      target: `user:${member.userId}`,
      clientId: member.clientId,
      detail: { role: member.role },
    });
  });
  // The guard already turns them away; this only tidies up. Sessions at another client go on.
  if (answer.ok) await deleteSessionsWithoutAccess(answer.value.userId);
  return answer;
}

/** Gives a colleague another role at the same place. */
export async function changeRole(scope: Scope, membershipId: string, role: string): Promise<ManageAnswer> {
  return decide(scope, membershipId, async (tx, member) => {
    if (!mayInvite(scope, { clientId: member.clientId, role })) return "not-allowed";
    await keepRole(tx, member.id, role);
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
    const live = await lockPlace(tx, membershipId);
    const member = live.find((row) => row.id === membershipId);
    if (!member || (scope.kind === "client" && member.clientId !== scope.clientId))
      return refuse("not-found");
    const asker = await findAsker(tx, {
      clientId: scope.kind === "client" ? scope.clientId : null,
      userId: scope.userId,
      role: scope.role,
    });
    const refusal = asker
      ? refusalToManage(
          scope,
          member,
          live.filter((row) => row.id !== membershipId),
        )
      : "not-allowed";
    const name = (await requireName(tx, member.userId)).name;
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
