import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { log } from "#app/platform/log.server.ts";

import { listDueToExpire } from "./store/ledger-upkeep.server.ts";
import { refusedByLedger, expireDue } from "./ledger.server.ts";

/** Posts what is due to expire, on all accounts; a failure at one client doesn't stop the others, and is thrown at the end. */
export async function expireHours(): Promise<void> {
  const at = now();
  await eachInTurn(await asSystem((tx) => listDueToExpire(tx, at)), (clientId) => expireOne(clientId, at), {
    says: "hours could not expire",
    facts: (clientId) => ({ client: clientId }),
  });
}

async function expireOne(clientId: string, at: Date): Promise<void> {
  await refusedByLedger(async () => {
    const minutes = await asSystem((tx) => expireDue(tx, clientId, at));
    if (minutes > 0) log.info({ client: clientId, minutes }, "hours expired");
    return null;
  });
}
