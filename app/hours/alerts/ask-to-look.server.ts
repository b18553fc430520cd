import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

/** Enqueues the job that checks a client's balance against its alerts, after this transaction; many changes in a row are one job. */
export function askToLook(tx: Tx, clientId: string): Promise<void> {
  return enqueue(tx, "hours.look-at-balance", { clientId }, { key: `look:${clientId}` });
}
