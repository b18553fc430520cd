import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Locks the account and counts the minutes of work up to a day that no block has paid, at a client whose setting says that such work is invoiced; none at another, nor while its account is frozen. Until the transaction ends no other hours pay for them. */
export async function lockOverageMinutes(tx: Tx, clientId: string, lastDay: Day): Promise<number> {
  const [row] = await tx.$queryRaw<{ minutes: number | null }[]>`
    select hours_overage(s.client_id, ${lastDay}::date) as minutes from hour_setting_facts s
    where s.client_id = ${clientId}::uuid and s.overage_policy = 'invoice'`;
  return row?.minutes ?? 0;
}

/** The clients that owe hours and are invoiced for them. */
export function listOverageClients(tx: Tx): Promise<{ clientId: string }[]> {
  return tx.$queryRaw<{ clientId: string }[]>`
    select s.client_id::text as "clientId" from hour_setting_facts s
    where s.overage_policy = 'invoice' and exists (select from hour_debt_facts d where d.client_id = s.client_id and d.open_minutes > 0) order by s.client_id`;
}
