import type { Tx } from "#app/platform/db.server.ts";

/** The clients that are there and have people on record. */
export function listReportClients(tx: Tx): Promise<{ clientId: string; zone: string }[]> {
  return tx.$queryRaw`
    select c.id::text as "clientId", c.zone from client_facts c
    where c.ended_at is null and exists (select from employee e where e.client_id = c.id) order by c.id`;
}
