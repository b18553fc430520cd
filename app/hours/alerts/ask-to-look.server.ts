import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

/** Asks for a look at a client's balance once this transaction is in: many changes in a row are one look. */
export function askToLook(tx: Tx, clientId: string): Promise<void> {
  return enqueue(tx, "hours.look-at-balance", { clientId }, { key: `look:${clientId}` });
}
