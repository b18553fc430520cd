import type { Tx } from "#app/platform/db.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { configureTopup } from "./choose-topup.server.ts";

/** Turns a client's automatic top-up off, once a key. An attempt of which nothing was sent is canceled; money on its way is still credited. Tells whether top-ups were on. */
export async function endTopup(
  tx: Tx,
  { clientId, key, actor }: { clientId: string; key: string; actor: string },
): Promise<boolean> {
  const setting = await findTopupSetting(tx, clientId);
  if (setting?.mode !== "charge" && setting?.mode !== "invoice") return false;
  await configureTopup(tx, {
    clientId,
    key,
    actor,
    mode: "off",
    thresholdMinutes: null,
    blockMinutes: null,
    maxPer30d: null,
    maxMinorPer30d: setting.maxMinorPer30d,
  });
  return true;
}
