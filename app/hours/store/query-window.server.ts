import type { Tx } from "#app/platform/db.server.ts";

/** Within how many days after its recording a client may ask about an entry, and the zone that counts the days. */
export async function findQueryWindow(tx: Tx, clientId: string): Promise<{ zone: string; days: number }> {
  const [row] = await tx.$queryRaw<{ zone: string; days: number }[]>`
    select c.zone, coalesce(t.query_days, p.query_days) as days from client_facts c cross join msp_facts p left join time_setting t on t.client_id = c.id where c.id = ${clientId}::uuid`;
  if (!row) throw new Error(`No client ${clientId}`);
  return row;
}
