import { findLiveClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { ApprovalSetting } from "#app/hours/rules/approval.ts";
import { keepTimeSetting } from "#app/hours/store/time-approval.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** Whose word a client's time needs, and within how many days it may be asked about (null: as the MSP says). */
export type TimeSetting = { clientId: string; approval: ApprovalSetting; queryDays: number | null };

/** Sets it for time written from now on; what already waits goes on waiting for who was asked. Set to what it is, nothing happens. */
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
