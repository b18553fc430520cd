import type { Tx } from "#app/platform/db.server.ts";

/** What the blocks that still hold hours were bought with, in whole minutes; that of the last block where none does, null where there never was one. */
export async function findCardMinutes(tx: Tx, clientId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ minutes: number | null }[]>`
    select coalesce(sum(l.minutes) filter (where l.is_open),
      (select n.minutes from hour_lot n where n.client_id = ${clientId}::uuid order by n.id desc limit 1))::int as minutes
    from hour_lot l where l.client_id = ${clientId}::uuid`;
  return row?.minutes ?? null;
}
