import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { afterTry, pausesEndpoint } from "#app/webhooks/rules/retries.ts";
import { postSafely, type Posted } from "#app/webhooks/safe-post.server.ts";
import { openSecret, signatureOf } from "#app/webhooks/sign.server.ts";
import {
  appendTry,
  findDelivery,
  type Delivery,
  type DeliveryKey,
} from "#app/webhooks/store/delivery-store.server.ts";
import {
  findTarget,
  keepFailing,
  listEndpoints,
  pauseRow,
} from "#app/webhooks/store/endpoint-store.server.ts";

/** How much of an answer the log keeps, in characters. */
const keptAnswer = 1000;

/**
 * Sends one event to one endpoint, outside of any transaction, and keeps what came of it. A failure is tried again by a job of its own
 * time; the id of the message is the same over all tries. What is delivered, given up or paused meanwhile is left alone.
 */
export async function deliver(key: DeliveryKey): Promise<void> {
  const found = await asSystem(async (tx) => {
    const delivery = await findDelivery(tx, key);
    const target = await findTarget(tx, key.endpointId, now());
    return delivery?.state === "waiting" && target ? { delivery, target } : null;
  });
  if (!found) return;
  const { delivery, target } = found;
  const posted = await postSafely(target.url, messageOf(key, delivery, target.secrets.map(openSecret)));
  await asSystem((tx) => keepOutcome(tx, key, delivery, target.failingSince, posted));
}

function messageOf({ eventId }: DeliveryKey, { type, data, createdAt }: Delivery, secrets: string[]) {
  const body = JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
  const seconds = Math.floor(now().getTime() / 1000);
  return {
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "Tegoed",
      "webhook-id": eventId,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signatureOf({ id: eventId, seconds, body }, secrets),
    },
  };
}

async function keepOutcome(
  tx: Tx,
  key: DeliveryKey,
  delivery: Delivery,
  failingSince: Date | null,
  posted: Posted,
): Promise<void> {
  const at = now();
  const tries = delivery.tries + 1;
  const after = afterTry(posted, tries, Math.random());
  const nextAt = after.next === "retry" ? new Date(at.getTime() + after.afterMs) : null;
  const { ms, status, problem } = posted;
  await appendTry(
    tx,
    key,
    { at, ms, status, problem, answer: posted.answer.slice(0, keptAnswer).replaceAll("\0", "") },
    { state: after.next === "retry" ? "waiting" : after.next, tries, nextAt },
  );
  if (after.next === "delivered") return keepFailing(tx, key.endpointId, null);
  if (after.next === "given-up") await endUndelivered(tx, key, delivery);
  await keepFailing(tx, key.endpointId, failingSince ?? at);
  const why = pausesEndpoint(posted, failingSince, at);
  if (why !== null && (await pauseRow(tx, key.endpointId, why, at)))
    return tellPaused(tx, key.endpointId, why);
  if (nextAt) await enqueueDelivery(tx, key, nextAt);
}

/** A call of automation that will not arrive ends now instead of at its hour: nobody is going to answer it. */
async function endUndelivered(tx: Tx, { eventId }: DeliveryKey, { type, clientId }: Delivery): Promise<void> {
  if (type === "automation.called" && clientId !== null)
    await enqueue(tx, "desk.end-call", { clientId, callId: eventId }, { key: `end-call:${eventId}` });
}

async function tellPaused(tx: Tx, id: string, why: "failing" | "gone"): Promise<void> {
  const name = (await listEndpoints(tx)).find((one) => one.id === id)?.name ?? id;
  await appendAudit(tx, "system", { action: "webhook.paused", target: `webhook:${name}`, detail: { why } });
}

/** Asks for a delivery: at once, or at its time. Deliveries to one endpoint run one after another, so that a slow one keeps no other waiting. */
export async function enqueueDelivery(
  tx: Tx,
  { endpointId, eventId }: DeliveryKey,
  runAt?: Date,
): Promise<void> {
  await enqueue(
    tx,
    "webhooks.deliver",
    { endpointId, eventId },
    { key: `webhook:${endpointId}:${eventId}`, queue: `webhook:${endpointId}`, ...(runAt ? { runAt } : {}) },
  );
}
