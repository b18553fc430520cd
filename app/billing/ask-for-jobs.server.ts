import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";

import type { Order } from "./order.ts";

type OrderKey = Pick<Order, "clientId" | "id">;

/** Enqueues a sync of an order with Stripe. */
export function askToSync(tx: Tx, { clientId, id }: OrderKey, runAt?: Date): Promise<void> {
  return enqueue(
    tx,
    "billing.sync-order",
    { clientId, orderId: id },
    { key: `sync-order:${id}`, ...(runAt ? { runAt } : {}) },
  );
}

/** Enqueues another try to open an order's checkout in half a minute, for when Stripe could not be reached. */
export function askToOpen(tx: Tx, { clientId, id }: OrderKey): Promise<void> {
  return enqueue(
    tx,
    "billing.open-checkout",
    { clientId, orderId: id },
    { key: `open-checkout:${id}`, runAt: new Date(now().getTime() + 30_000) },
  );
}

/** Asks for the email that asks the buyer to sign: in a transaction of its own, since an agreement is locked before the hour account. */
export function askForSignature(tx: Tx, { clientId, id }: OrderKey): Promise<void> {
  return enqueue(
    tx,
    "billing.ask-for-signature",
    { clientId, orderId: id },
    { key: `ask-for-signature:${id}` },
  );
}

/** Enqueues the work on a client's open top-up. */
export function askForTopup(tx: Tx, clientId: string, runAt?: Date): Promise<void> {
  return enqueue(
    tx,
    "billing.topup-run",
    { clientId },
    { key: `topup:${clientId}`, ...(runAt ? { runAt } : {}) },
  );
}
