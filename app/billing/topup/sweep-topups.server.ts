import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { evaluateTopup, findTopupSetting, listCapped, listDueTopups } from "./attempt-store.server.ts";
import { askForTopup } from "./run-topup.server.ts";
import { writeCapped } from "./topup-letters.server.ts";

/** The safety net, each minute: asks for a look at every top-up that is due, and says aloud which ones a cap holds back. */
export async function sweepTopups(): Promise<void> {
  const due = await asSystem((tx) => listDueTopups(tx, now()));
  for (const { clientId, attemptId } of due) {
    await asSystem((tx) => (attemptId === null ? evaluateTopup(tx, clientId, now()) : askForTopup(tx, clientId)));
  }
  await asSystem(async (tx) => {
    for (const { clientId, cappedAt } of await listCapped(tx)) {
      const setting = await findTopupSetting(tx, clientId);
      if (setting) await writeCapped(tx, clientId, cappedAt, setting);
    }
  });
}
