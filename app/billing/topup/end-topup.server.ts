import { buysHours } from "#app/billing/rules/topup-mode.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { findTopupSetting, type TopupSetting } from "./attempt-store.server.ts";
import { setTopupAndAlert } from "./choose-topup.server.ts";

/** Turns a client's automatic top-up off, once a key. An attempt of which nothing was sent is canceled; money on its way is still credited. Tells whether top-ups were on. */
export async function turnOffTopups(
  tx: Tx,
  { clientId, key, actor }: { clientId: string; key: string; actor: string },
): Promise<boolean> {
  const setting = await findTopupSetting(tx, clientId);
  if (!setting || !buysHours(setting.mode)) return false;
  await stopBuying(tx, setting, { clientId, key, actor, mode: "off" });
  return true;
}

/** Sets a mode that buys nothing, and leaves the other settings as they are; once a key. */
export function stopBuying(
  tx: Tx,
  { maxMinorPer30d }: TopupSetting,
  to: { clientId: string; key: string; actor: string; mode: "off" | "warn" },
): Promise<void> {
  const asTheyAre = { thresholdMinutes: null, blockMinutes: null, maxPer30d: null, maxMinorPer30d };
  return setTopupAndAlert(tx, { ...to, ...asTheyAre });
}
