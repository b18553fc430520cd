import type { Tx } from "#app/platform/db.server.ts";

/** Minutes that come when money does: a bank still has to say, or an invoice stands open whose hours were not given on trust. */
export async function onItsWayMinutes(tx: Tx, clientId: string): Promise<number> {
  const { _sum } = await tx.blockOrder.aggregate({
    _sum: { minutes: true },
    where: { clientId, lotId: null, state: { in: ["processing", "invoiced"] } },
  });
  return _sum.minutes ?? 0;
}
