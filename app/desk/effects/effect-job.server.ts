import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

/** Asks for an effect at its hour, in the caller's transaction; nothing where it has none. Asked for twice, it is one job. */
export async function enqueueEffect(
  tx: Tx,
  change: { clientId: string; requestId: string; effectAt: Date | null },
): Promise<void> {
  const { effectAt, ...ids } = change;
  if (effectAt === null) return;
  await enqueue(tx, "desk.effect", ids, { key: `effect:${ids.clientId}:${ids.requestId}`, runAt: effectAt });
}
