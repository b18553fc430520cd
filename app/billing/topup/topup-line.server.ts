import { buysHours, type TopupMode } from "#app/billing/rules/topup-mode.ts";
import { isOverdue } from "#app/billing/topup/attempt-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";

export type TopupLine = {
  mode: TopupMode;
  thresholdMinutes: number;
  paused: boolean;
};

/** What the pages about hours show of topping up, in one line; null where the client has no hours. `paused`: suspended, over a cap, or waiting for an overdue invoice. */
export function getTopupLine(scope: ClientScope): Promise<TopupLine | null> {
  return readInScope(scope, async (tx) => {
    const setting = await findTopupSetting(tx, scope.clientId);
    return (
      setting && {
        mode: setting.mode,
        thresholdMinutes: setting.thresholdMinutes,
        paused:
          setting.suspendedAt !== null ||
          setting.cappedAt !== null ||
          (buysHours(setting.mode) && (await isOverdue(tx, scope.clientId))),
      }
    );
  });
}
