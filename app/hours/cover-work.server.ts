import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { setTime } from "./ledger.server.ts";
import { writeCovered } from "./store/cover.server.ts";

/** Gives back what locked entries drew, because a contract that began before them covers them: each has one more revision, which its client reads with the reason. Throws a ledger error. */
export async function coverEntries(
  tx: Tx,
  { clientId, ids, reason }: { clientId: string; ids: readonly string[]; reason: string },
): Promise<void> {
  const at = now();
  for (const { id, revision, nature, workedAt } of await writeCovered(tx, { clientId, ids, at }))
    await setTime(tx, {
      ...{ clientId, entryId: id, minutes: 0, revision, nature, workedAt },
      ...{ recordedAt: at, actor: "system", reason },
    });
}
