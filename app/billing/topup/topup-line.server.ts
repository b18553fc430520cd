import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";

/** True while an invoiced top-up is past its due date. */
async function isOverdue(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ overdue: boolean }[]>`
    select exists (select from block_order where client_id = ${clientId}::uuid and origin = 'topup_invoice' and state = 'invoiced' and due_at <= ${now()}) as overdue`;
  return row?.overdue === true;
}

export type TopupLine = {
  mode: "off" | "warn" | "invoice" | "charge";
  thresholdMinutes: number;
  stopped: boolean;
};

/** What the pages about hours say of topping up, in one line; null where the client has no hours. */
export function getTopupLine(scope: ClientScope): Promise<TopupLine | null> {
  return readInScope(scope, async (tx) => {
    const setting = await findTopupSetting(tx, scope.clientId);
    return (
      setting && {
        mode: setting.mode,
        thresholdMinutes: setting.thresholdMinutes,
        stopped:
          setting.suspendedAt !== null || setting.cappedAt !== null || (await isOverdue(tx, scope.clientId)),
      }
    );
  });
}
