import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { Scope, StaffRole } from "#app/identity/scope.ts";

/** Whose word time needs at a client before it counts: nobody's, a lead's of the MSP, or the client's. */
export const approvalSettings = ["none", "lead", "client"] as const;
export type ApprovalSetting = (typeof approvalSettings)[number];
/** Who is asked: an account manager or owner of the MSP, or an approver or manager of the client. */
export type Approver = "lead" | "client";

/** Tells whether this role of the MSP may say that time counts; a lead's own time needs no other lead, but for late work, where only the owner's doesn't. */
export function isLead(role: StaffRole): boolean {
  return role === "account_manager" || role === "owner";
}

/** Whose words an entry needs before it counts, in turn; none means at once. Late work needs another lead whatever the client's setting, unless the owner logs it. */
export function approversOf(entry: { setting: ApprovalSetting; late: boolean; role: StaffRole }): Approver[] {
  const lead = entry.late ? entry.role !== "owner" : entry.setting === "lead" && !isLead(entry.role);
  return [...(lead ? (["lead"] as const) : []), ...(entry.setting === "client" ? (["client"] as const) : [])];
}

/** Tells whether this person may decide on waiting time: of those who are asked, and never on their own. */
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

/** Tells whether a correction goes around an approval: more minutes where somebody's word is needed for new ones, or work moved beyond the window. */
export function needsWord(correction: {
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

/** Which part of waiting minutes hangs over which block: the blocks in burning order, each up to what remains of it. */
export function spreadPending(remaining: readonly number[], pendingMinutes: number): number[] {
  let left = pendingMinutes;
  return remaining.map((minutes) => {
    const part = Math.min(minutes, left);
    left -= part;
    return part;
  });
}
