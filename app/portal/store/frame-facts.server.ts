import { may } from "#app/identity/permission.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";

export type FrameFacts = {
  /** How much time waits for this person's word; null for who is never asked, and for a client that approves nothing. */
  approvals: number | null;
  /** Has a contract, of today, earlier or later. */
  contract: boolean;
  /** The contract's page has something for this person: a contract, or what requests cost this month. */
  contractPage: boolean;
  /** Has a managed contract and never had an hour. */
  contractOnly: boolean;
  /** Its employees are known, with what they hold. */
  people: boolean;
  /** A proposal was sent to it. */
  proposal: boolean;
};

/** What the frame of a client's pages tells, in one query. */
export async function findFrameFacts(scope: ClientScope): Promise<FrameFacts> {
  const [row] = await readInScope(
    scope,
    (tx) => tx.$queryRaw<
      {
        approves: boolean;
        waits: number;
        contract: boolean;
        charges: boolean;
        contract_only: boolean;
        people: boolean;
        proposal: boolean;
      }[]
    >`
    select exists (select from time_setting_facts where client_id = c.id and approval = 'client') as approves,
      (select count(*)::int from time_approval_facts where client_id = c.id and awaits = 'client' and state = 'pending') as waits,
      exists (select from contract_facts k where k.client_id = c.id) as contract,
      exists (select from charge_facts x where x.client_id = c.id and (x.part = 'monthly' and x.ends_on is null
        or coalesce(x.ends_on, x.starts_on) >= date_trunc('month', day_in(c.zone, ${now()}::timestamptz))::date)) as charges,
      exists (select from employee_facts e where e.client_id = c.id) as people,
      exists (select from proposal_facts p where p.client_id = c.id) as proposal,
      c.kind = 'managed' and not exists (select from hour_op_facts o where o.client_id = c.id) as contract_only
    from client_facts c where c.id = ${scope.clientId}::uuid`,
  );
  const asked = row && may(scope, hoursAccess.approveTime) && (row.approves || row.waits > 0);
  return {
    approvals: asked ? row.waits : null,
    contract: row?.contract ?? false,
    contractPage: row ? row.contract || (row.charges && may(scope, contractsAccess.seePrices)) : false,
    people: row?.people ?? false,
    proposal: row?.proposal ?? false,
    contractOnly: row?.contract_only ?? false,
  };
}
