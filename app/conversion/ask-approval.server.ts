import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { tellMaker, tellOwners } from "./letters.server.ts";
import type { ProposalRefusal } from "./rules/refusals.ts";
import { stateAfter } from "./rules/state.ts";
import { appendApprovalAsk, refuseApprovalAsk } from "./store/approval-ask-store.server.ts";
import { listVersions, lockProposal, type Proposal } from "./store/proposal-store.server.ts";
import { findApproval } from "./store/talk-store.server.ts";

type Address = { clientId: string; id: string; seen: string };

/** The owners are asked by e-mail and on their list to let out the version that its maker read; asked again for the same version, they are asked once. */
export function askApproval(scope: StaffScope, at: Address): Promise<Result<null, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = await lockWaiting(tx, at);
    if (!proposal.ok) return proposal;
    const { clientId, seen } = at;
    if (await findApproval(tx, clientId, seen)) return ok(null);
    if (!(await appendApprovalAsk(tx, { clientId, versionId: seen, askedBy: scope.userId }))) return ok(null);
    await tellOwners(tx, proposal.value, { key: seen, exceptId: scope.userId });
    await audit(tx, scope, proposal.value, "proposal.approval-asked");
    return ok(null);
  });
}

/** The owner says no to what was asked, with a reason that the proposal's maker is told; the first no stays. */
export function refuseApproval(
  scope: StaffScope,
  { reason, ...at }: Address & { reason: string },
): Promise<Result<null, ProposalRefusal>> {
  return inScope(scope, async (tx) => {
    const proposal = await lockWaiting(tx, at);
    if (!proposal.ok) return proposal;
    const { clientId, seen } = at;
    if (await findApproval(tx, clientId, seen)) return refuse("not-now");
    const no = { clientId, versionId: seen, refusedBy: scope.userId, reason };
    if (!(await refuseApprovalAsk(tx, no))) return ok(null);
    await tellMaker(tx, proposal.value, { kind: "approval-refused", key: seen, words: reason });
    await audit(tx, scope, proposal.value, "proposal.approval-refused", reason);
    return ok(null);
  });
}

/** A proposal whose latest version is the one that was read, and was not sent. */
async function lockWaiting(
  tx: Tx,
  { clientId, id, seen }: Address,
): Promise<Result<Proposal, ProposalRefusal>> {
  const proposal = (await lockProposal(tx, clientId, id)) ?? notFound();
  const [latest] = await listVersions(tx, proposal);
  if (latest?.id !== seen) return refuse("changed-meanwhile");
  if (latest.sentAt !== null || stateAfter(proposal.state, "send") === null) return refuse("not-now");
  return ok(proposal);
}

function audit(
  tx: Tx,
  scope: StaffScope,
  { clientId, id, name }: Proposal,
  action: "proposal.approval-asked" | "proposal.approval-refused",
  reason = "",
): Promise<void> {
  return appendAudit(tx, scope, {
    action,
    target: `proposal:${id}`,
    clientId,
    detail: { name, ...(reason && { reason }) },
  });
}
