import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";

/** What the frame of a client's pages tells, in one query: how much time waits for this person's word (null for who is never asked, and for a client that
 * approves nothing), whether the client has a managed contract and never had an hour, whether it has a contract at all, and whether its people are known. */
export async function findFrameFacts(
  scope: ClientScope,
): Promise<{ approvals: number | null; contractOnly: boolean; hasContract: boolean; hasEmployees: boolean }> {
  const [row] = await inScope(
    scope,
    (tx) => tx.$queryRaw<
      {
        approves: boolean;
        waits: number;
        contract_only: boolean;
        has_contract: boolean;
        has_employees: boolean;
      }[]
    >`
    select exists (select from time_setting_facts where client_id = c.id and approval = 'client') as approves,
      (select count(*)::int from time_approval_facts where client_id = c.id and awaits = 'client' and state = 'pending') as waits,
      c.kind = 'managed' and not exists (select from hour_op_facts o where o.client_id = c.id) as contract_only,
      exists (select from contract_facts k where k.client_id = c.id) as has_contract,
      exists (select from employee_facts e where e.client_id = c.id) as has_employees
    from client_facts c where c.id = ${scope.clientId}::uuid`,
  );
  const asked = row && may(scope, hoursAccess.approveTime) && (row.approves || row.waits > 0);
  return {
    approvals: asked ? row.waits : null,
    contractOnly: row?.contract_only ?? false,
    hasContract: row?.has_contract ?? false,
    hasEmployees: row?.has_employees ?? false,
  };
}
