import type { StaffScope } from "#app/identity/scope.ts";
import { isLead } from "#app/hours/rules/approval.ts";
import { inScope } from "#app/platform/db.server.ts";

/** What waits for staff: clients' open questions, and the time that this person is to approve or got back. */
export async function countForStaff(scope: StaffScope): Promise<{ queries: number; approvals: number }> {
  const [row] = await inScope(
    scope,
    (tx) => tx.$queryRaw<{ queries: number; approvals: number }[]>`
    select (select count(*)::int from entry_query where state = 'open') as queries,
      (select count(*)::int from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id
        where (a.state = 'rejected' and e.engineer_id = ${scope.userId}::uuid) or (${isLead(scope.role)} and a.state = 'pending' and a.awaits = 'lead' and e.engineer_id <> ${scope.userId}::uuid)) as approvals`,
  );
  return row ?? { queries: 0, approvals: 0 };
}
