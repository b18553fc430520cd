import { findLiveClient, lockClient } from "#app/clients/client-store.server.ts";
import { deskAccess } from "#app/desk/access.ts";
import type { Colleague } from "#app/desk/rules/approval.ts";
import {
  listApprovers,
  listMembers,
  listSettings,
  writeBudget,
  writeStandIn,
  type ApproverSetting,
} from "#app/desk/store/approval-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { startOfMonth, type Day } from "#app/platform/day.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

export type ApproversPage = {
  currency: string;
  /** Who approves, with what was set for them and what they may still approve this month; minor units. */
  approvers: (Colleague & Pick<ApproverSetting, "budgetMinor">)[];
  standIn: ApproverSetting | null;
  /** Who may stand in for this person. */
  others: { userId: string; name: string }[];
  maySetBudgets: boolean;
};

const isApprover = ({ role }: Pick<Colleague, "role">): boolean =>
  may({ kind: "client", role }, deskAccess.approve);

/** The client's approvers with their budgets, and this person's own stand-in. */
export function getApproversPage(scope: ClientScope): Promise<ApproversPage> {
  return readInScope(scope, async (tx) => {
    const client = (await findLiveClient(tx, scope.clientId)) ?? notFound();
    const since = startOfDay(client.zone, startOfMonth(dayIn(client.zone, now())));
    const approvers = (await listApprovers(tx, scope.clientId, since)).filter(isApprover);
    const settings = await listSettings(tx, scope.clientId);
    const budgetOf = (id: string): number | null =>
      settings.find(({ userId }) => userId === id)?.budgetMinor ?? null;
    const own = settings.find(({ userId, standInId }) => userId === scope.userId && standInId !== null);
    return {
      currency: client.currency,
      approvers: approvers.map((person) => ({ ...person, budgetMinor: budgetOf(person.userId) })),
      standIn: own ?? null,
      others: approvers.filter(({ userId }) => userId !== scope.userId),
      maySetBudgets: may(scope, deskAccess.setBudgets),
    };
  });
}

export type ApproverRefusal = "no-approver" | "ends-before-start";

/** Sets what one of the client's approvers may approve a calendar month, in minor units; null for any amount. */
export function setBudget(
  scope: ClientScope,
  input: { userId: string; budgetMinor: number | null },
): Promise<Result<{ name: string }, ApproverRefusal>> {
  return inScope(scope, async (tx) => {
    if (!may(scope, deskAccess.setBudgets) || !(await lockClient(tx, scope.clientId))) return notFound();
    const person = (await listMembers(tx, scope.clientId)).find(({ userId }) => userId === input.userId);
    if (!person || !isApprover(person)) return refuse("no-approver");
    await writeBudget(tx, scope.clientId, input.userId, input.budgetMinor);
    await appendAudit(tx, scope, {
      action: "person.budget-set",
      target: `user:${input.userId}`,
      detail: { amountMinor: input.budgetMinor },
    });
    return ok({ name: person.name });
  });
}

/** Names who approves for this person from a day to a day, both inclusive; null for nobody. */
export function setStandIn(
  scope: ClientScope,
  input: { userId: string; from: Day; until: Day } | null,
): Promise<Result<null, ApproverRefusal>> {
  return inScope(scope, async (tx) => {
    if (!may(scope, deskAccess.approve) || !(await lockClient(tx, scope.clientId))) return notFound();
    if (input) {
      if (input.until < input.from) return refuse("ends-before-start");
      const other = (await listMembers(tx, scope.clientId)).find(
        ({ userId }) => userId === input.userId && userId !== scope.userId,
      );
      if (!other || !isApprover(other)) return refuse("no-approver");
    }
    await writeStandIn(tx, scope.clientId, scope.userId, input);
    await appendAudit(tx, scope, {
      action: "person.stand-in-set",
      target: `user:${scope.userId}`,
      detail: input ? { from: input.from, until: input.until } : {},
    });
    return ok(null);
  });
}
