import type { Tx } from "#app/platform/db.server.ts";

/** Minutes that are paid for but not certain yet: they are credited when the bank has said so. */
export async function onItsWayMinutes(tx: Tx, clientId: string): Promise<number> {
  const { _sum } = await tx.blockOrder.aggregate({ _sum: { minutes: true }, where: { clientId, state: "processing" } });
  return _sum.minutes ?? 0;
}
