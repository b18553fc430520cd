import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { ApprovalSetting, Approver } from "#app/hours/rules/approval.ts";
import { insertApproval } from "#app/hours/store/time-approval.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

type Held = {
  clientId: string;
  entryId: string;
  workedOn: Day;
  workedMinutes: number;
  billed: number;
  at: Date;
  setting: ApprovalSetting;
  late: boolean;
  awaits: Approver;
  reason: string | null;
};

/** Has an entry that was just written at revision 0 wait for its approval; the ledger isn't touched. */
export async function holdForApproval(tx: Tx, scope: StaffScope, held: Held): Promise<void> {
  await insertApproval(tx, scope, held);
  await appendAudit(tx, scope, {
    action: "time.waiting",
    target: `time:${held.entryId}`,
    clientId: held.clientId,
    detail: {
      workedOn: held.workedOn,
      worked: held.workedMinutes,
      billed: held.billed,
      awaits: held.awaits,
      late: held.late,
      ...(held.reason === null ? {} : { reason: held.reason }),
    },
  });
}
