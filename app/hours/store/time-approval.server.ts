import type { Scope } from "#app/identity/scope.ts";
import type { ApprovalSetting, Approver } from "#app/hours/rules/approval.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type ApprovalState = "pending" | "rejected" | "approved" | "withdrawn";
export type ApprovalStep = "asked" | "changed" | "passed" | "approved" | "rejected" | "withdrawn";
/** How an entry waits; `setting` is the client's when it was written, `version` what a decision must have seen. */
export type Approval = {
  setting: ApprovalSetting;
  late: boolean;
  awaits: Approver;
  state: ApprovalState;
  version: number;
  reason: string | null;
};

type Key = { clientId: string; entryId: string };

/** Reads how an entry waits and keeps it so until the transaction ends; null for one that never had to. The caller holds the entry's lock. */
export async function lockApproval(tx: Tx, { clientId, entryId }: Key): Promise<Approval | null> {
  const [row] = await tx.$queryRaw<Approval[]>`
    select setting, late, awaits, state, version, reason from time_approval where client_id = ${clientId}::uuid and entry_id = ${entryId}::uuid for update`;
  return row ?? null;
}

/** Writes that a new entry waits, and its first step. */
export async function insertApproval(
  tx: Tx,
  scope: Scope,
  approval: Key & Omit<Approval, "state" | "version"> & { at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into time_approval (client_id, entry_id, setting, late, awaits, reason, asked_at)
    values (${approval.clientId}::uuid, ${approval.entryId}::uuid, ${approval.setting}, ${approval.late}, ${approval.awaits}, ${approval.reason}, ${approval.at})`;
  await appendStep(tx, scope, { ...approval, version: 1, step: "asked", words: approval.reason });
}

/** Brings a waiting entry one step further, with who did so and what they said. */
export async function moveApproval(
  tx: Tx,
  scope: Scope,
  to: Key & Approval & { step: ApprovalStep; words: string | null; at: Date },
): Promise<void> {
  const version = to.version + 1;
  await tx.$executeRaw`
    update time_approval set late = ${to.late}, awaits = ${to.awaits}, state = ${to.state}, version = ${version}, reason = ${to.reason},
      asked_at = case when ${to.step} in ('changed', 'passed') then ${to.at}::timestamptz else asked_at end
    where client_id = ${to.clientId}::uuid and entry_id = ${to.entryId}::uuid`;
  await appendStep(tx, scope, { ...to, version });
}

async function appendStep(
  tx: Tx,
  scope: Scope,
  step: Key & { version: number; step: ApprovalStep; words: string | null; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into time_approval_step (client_id, entry_id, version, step, actor_id, words, at)
    values (${step.clientId}::uuid, ${step.entryId}::uuid, ${step.version}, ${step.step}, ${scope.userId}::uuid, ${step.words}, ${step.at})`;
}
