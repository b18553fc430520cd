import { findLiveClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { ApprovalSetting } from "#app/hours/rules/approval.ts";
import { keepTimeSetting } from "#app/hours/store/time-approval.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** Who has to approve a client's time, and within how many days the client may contest it (null: the MSP's number). */
export type TimeSetting = { clientId: string; approval: ApprovalSetting; queryDays: number | null };

/** Changes the setting for time written from now on; what already waits keeps its approver. Does nothing when the setting is as it was. */
export function setTimeSetting(scope: StaffScope, setting: TimeSetting): Promise<void> {
  return inScope(scope, async (tx) => {
    const client = await findLiveClient(tx, setting.clientId);
    if (!client) return notFound();
    const changed = await keepTimeSetting(tx, {
      clientId: setting.clientId,
      approval: setting.approval,
      queryDays: setting.queryDays,
    });
    if (changed === 0) return;
    await appendAudit(tx, scope, {
      action: "client.time-configured",
      target: `client:${setting.clientId}`,
      clientId: setting.clientId,
      detail: { approval: setting.approval, queryDays: setting.queryDays },
    });
  });
}
