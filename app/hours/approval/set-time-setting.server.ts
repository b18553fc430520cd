import { findLiveClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { ApprovalSetting } from "#app/hours/rules/approval.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** Whose word a client's time needs, and within how many days it may be asked about (null: as the MSP says). */
export type TimeSetting = { clientId: string; approval: ApprovalSetting; queryDays: number | null };

/** Sets it for time written from now on; what already waits goes on waiting for who was asked. Set to what it is, nothing happens. */
export function setTimeSetting(scope: StaffScope, setting: TimeSetting): Promise<void> {
  return inScope(scope, async (tx) => {
    const client = await findLiveClient(tx, setting.clientId);
    if (!client) return notFound();
    const changed = await tx.$executeRaw`
      insert into time_setting (client_id, approval, query_days) values (${setting.clientId}::uuid, ${setting.approval}, ${setting.queryDays})
      on conflict (client_id) do update set approval = excluded.approval, query_days = excluded.query_days
      where (time_setting.approval, time_setting.query_days) is distinct from (excluded.approval, excluded.query_days)`;
    if (changed === 0) return;
    await appendAudit(tx, scope, {
      action: "client.time-configured",
      target: `client:${setting.clientId}`,
      clientId: setting.clientId,
      detail: { approval: setting.approval, queryDays: setting.queryDays },
    });
  });
}
