import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import type { Order } from "./order.ts";
import { noteOnOrder } from "./store.server.ts";

/** Says of a locked order, once, that a payment differs from it: nothing was credited. */
export async function refuseMismatch(tx: Tx, order: Order, mismatch: string): Promise<void> {
  const failure = `mismatch-${mismatch}`;
  log.error({ order: order.number, mismatch }, "a payment differs from its order: nothing was credited");
  if (order.failure === failure) return;
  await noteOnOrder(tx, order, now(), { failure });
  await appendAudit(tx, "system", {
    action: "order.payment-mismatch",
    target: `order:${order.number}`,
    clientId: order.clientId,
    result: "refused",
    detail: { mismatch },
  });
}
