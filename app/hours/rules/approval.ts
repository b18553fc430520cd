import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { Scope, StaffRole } from "#app/identity/scope.ts";

/** Who has to approve a client's time before it counts: nobody, a lead of the MSP, or the client. */
export const approvalSettings = ["none", "lead", "client"] as const;
export type ApprovalSetting = (typeof approvalSettings)[number];
/** Who is asked to approve: an account manager or owner of the MSP (a lead), or an approver or manager of the client. */
export type Approver = "lead" | "client";

/** Tells whether people with this role at the MSP may approve the time of others. */
export function isLead(role: StaffRole): boolean {
  return may({ kind: "staff", role }, hoursAccess.approveAsLead);
}

/** Who has to approve an entry before it counts, in turn; empty when it counts at once. A lead's own time needs no lead, except late work: that needs another lead whatever the client's setting, unless the owner logs it. */
export function approversOf(entry: { setting: ApprovalSetting; late: boolean; role: StaffRole }): Approver[] {
  const lead = entry.late ? entry.role !== "owner" : entry.setting === "lead" && !isLead(entry.role);
  return [...(lead ? (["lead"] as const) : []), ...(entry.setting === "client" ? (["client"] as const) : [])];
}

/** Tells whether this person may decide on waiting time: one of those who are asked, and not the engineer of it. */
export function mayApprove(
  scope: Scope,
  entry: { clientId: string; awaits: Approver; engineerId: string },
): boolean {
  if (scope.userId === entry.engineerId) return false;
  if (scope.kind === "staff") return entry.awaits === "lead" && isLead(scope.role);
  return (
    entry.awaits === "client" && scope.clientId === entry.clientId && may(scope, hoursAccess.approveTime)
  );
}

/** Tells whether a correction would get around an approval: it adds minutes where new ones have to be approved, or moves work to a day for which it would be late. */
export function needsApproval(correction: {
  setting: ApprovalSetting;
  late: boolean;
  role: StaffRole;
  raises: boolean;
  movesDay: boolean;
}): boolean {
  return (
    approversOf(correction).length > 0 && (correction.raises || (correction.late && correction.movesDay))
  );
}

/** Spreads minutes that wait for approval over the blocks that would pay them: in drawing order, each up to what remains of it. */
export function spreadPending(remaining: readonly number[], pendingMinutes: number): number[] {
  let left = pendingMinutes;
  return remaining.map((minutes) => {
    const part = Math.min(minutes, left);
    left -= part;
    return part;
  });
}
