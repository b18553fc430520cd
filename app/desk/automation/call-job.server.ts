import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

/**
 * Asks for the calls of a request that has reached the MSP, in the caller's transaction: those at once, and those at the hour of its
 * effect. Asked for twice, they are made once.
 */
export async function enqueueCalls(
  tx: Tx,
  change: { clientId: string; requestId: string; effectAt: Date | null },
): Promise<void> {
  const { effectAt, ...ids } = change;
  const key = `calls:${ids.clientId}:${ids.requestId}`;
  await enqueue(tx, "desk.call-automation", { ...ids, at: "start" }, { key: `${key}:start` });
  if (effectAt !== null)
    await enqueue(
      tx,
      "desk.call-automation",
      { ...ids, at: "hour" },
      { key: `${key}:hour`, runAt: effectAt },
    );
}
