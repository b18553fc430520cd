import type { Tx } from "#app/platform/db.server.ts";

/** The clients that owe hours and are invoiced for them. */
export function listOverageClients(tx: Tx): Promise<{ clientId: string }[]> {
  return tx.$queryRaw<{ clientId: string }[]>`
    select s.client_id::text as "clientId" from hour_setting_facts s
    where s.overage_policy = 'invoice' and exists (select from hour_debt_facts d where d.client_id = s.client_id and d.open_minutes > 0) order by s.client_id`;
}
