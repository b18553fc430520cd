import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { enqueueDelivery } from "#app/webhooks/deliver.server.ts";
import { isSignedBy, openSecret } from "#app/webhooks/sign.server.ts";
import {
  appendDirectEvent,
  endDelivery,
  type DeliveryKey,
  type DirectEvent,
} from "#app/webhooks/store/delivery-store.server.ts";
import { listSecrets } from "#app/webhooks/store/endpoint-store.server.ts";

/**
 * Tells one endpoint something, in the caller's transaction: it is sent exactly when that commits, signed, tried again until it arrives,
 * and stands in the delivery log for thirty days with all of its data.
 */
export async function sendDirect(tx: Tx, key: DeliveryKey, event: Omit<DirectEvent, "at">): Promise<void> {
  await appendDirectEvent(tx, key, { ...event, at: now() });
  await enqueueDelivery(tx, key);
}

/** Stops trying to tell it, in the caller's transaction: it has arrived, as an answer shows, or nobody waits for it any more. */
export function stopDirect(tx: Tx, key: DeliveryKey, state: "delivered" | "given-up"): Promise<void> {
  return endDelivery(tx, key, state);
}

/** What a message says of its signature, by Standard Webhooks: the three headers as they came. */
export type SignatureHeaders = { id: string; timestamp: string; signature: string };

/** Whether a message was signed by a secret of this endpoint, at most five minutes ago; never by one that was removed. */
export async function isFromEndpoint(
  tx: Tx,
  endpointId: string,
  { id, timestamp, signature }: SignatureHeaders,
  body: string,
): Promise<boolean> {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : NaN;
  if (id === "" || Number.isNaN(seconds)) return false;
  const nowSeconds = Math.floor(now().getTime() / 1000);
  const secrets = await listSecrets(tx, endpointId, now());
  return secrets.some((sealed) =>
    isSignedBy(openSecret(sealed), signature, { id, seconds, body }, nowSeconds),
  );
}
