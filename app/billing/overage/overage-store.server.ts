import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The minutes of work up to a day that no block has paid, at a client whose setting says that such work is invoiced; none at another, nor while its account is frozen. */
export async function findOverageMinutes(tx: Tx, clientId: string, lastDay: Day): Promise<number> {
  const [row] = await tx.$queryRaw<{ minutes: number }[]>`
    select coalesce(sum(d.open_minutes), 0)::int as minutes
    from hour_debt_facts d join hour_setting_facts s on s.client_id = d.client_id join hour_account_facts a on a.client_id = d.client_id
      join time_entry_facts e on e.client_id = d.client_id and 'te:' || e.id = d.subject
    where d.client_id = ${clientId}::uuid and d.open_minutes > 0 and s.overage_policy = 'invoice' and a.frozen_at is null and e.worked_on <= ${lastDay}::date`;
  return row?.minutes ?? 0;
}

/** The clients that owe hours and are invoiced for them. */
export function listOverageClients(tx: Tx): Promise<{ clientId: string }[]> {
  return tx.$queryRaw<{ clientId: string }[]>`
    select s.client_id::text as "clientId" from hour_setting_facts s
    where s.overage_policy = 'invoice' and exists (select from hour_debt_facts d where d.client_id = s.client_id and d.open_minutes > 0) order by s.client_id`;
}
