import type { Tx } from "#app/platform/db.server.ts";

/** The clients that have not ended, by name. */
export function listLiveClients(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.client.findMany({
    where: { endedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}
