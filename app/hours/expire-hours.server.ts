import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import { listDueToExpire } from "./store/ledger-upkeep.server.ts";
import { refusedByLedger, expireDue } from "./ledger.server.ts";

/** Posts what is due to expire, on all accounts; a failure at one client doesn't stop the others, and is thrown at the end. */
export async function expireHours(): Promise<void> {
  const at = now();
  const failed: string[] = [];
  for (const clientId of await asSystem((tx) => listDueToExpire(tx, at))) {
    await refusedByLedger(async () => {
      const minutes = await asSystem((tx) => expireDue(tx, clientId, at));
      if (minutes > 0) log.info({ client: clientId, minutes }, "hours expired");
      return null;
    }).catch((error: unknown) => {
      failed.push(clientId);
      log.error({ client: clientId, error: String(error) }, "hours could not expire");
    });
  }
  if (failed.length > 0) throw new Error(`Hours of ${failed.length} clients could not expire`);
}
