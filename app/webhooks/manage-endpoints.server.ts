import { randomUUID } from "node:crypto";

import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import { webhooksAccess } from "#app/webhooks/access.ts";
import { enqueueDelivery } from "#app/webhooks/deliver.server.ts";
import type { WebhookEvent } from "#app/webhooks/events.ts";
import { ownReach, urlRefusal, type UrlRefusal } from "#app/webhooks/safe-post.server.ts";
import { newSecret, sealSecret } from "#app/webhooks/sign.server.ts";
import {
  appendDirectEvent,
  enqueueWaiting,
  listDeliveries,
  restartDelivery,
  type ShownDelivery,
} from "#app/webhooks/store/delivery-store.server.ts";
import {
  appendEndpoint,
  findEndpoint,
  listEndpoints,
  pauseRow,
  removeRow,
  resumeRow,
  rotateSecretRow,
  type Endpoint,
} from "#app/webhooks/store/endpoint-store.server.ts";

/** How long the secret before a new one signs too. */
const bothSecretsMs = 86_400_000;

export type EndpointRefusal = UrlRefusal | "already-made";
/** `id` is made with the form: sent twice, it is one endpoint. */
export type WantedEndpoint = { id: string; name: string; url: string; events: readonly WebhookEvent[] };

/** Adds an endpoint and answers its secret, this one time. What its name resolves to is checked with each message. */
export async function addEndpoint(
  scope: StaffScope,
  { id, name, url, events }: WantedEndpoint,
): Promise<Result<string, EndpointRefusal>> {
  const refusal = urlRefusal(url, ownReach());
  if (refusal) return refuse(refusal);
  const secret = newSecret();
  return inScope(scope, async (tx) => {
    const endpoint = {
      id,
      name,
      url,
      events,
      sealedSecret: sealSecret(secret),
      createdBy: scope.userId,
      at: now(),
    };
    if (!(await appendEndpoint(tx, endpoint))) return refuse("already-made");
    await appendAudit(tx, scope, { action: "webhook.added", target: `webhook:${name}`, detail: { events } });
    return ok(secret);
  });
}

/** Gives an endpoint a new secret and answers it, this one time. For a day messages are signed by the old one too. */
export function rotateSecret(scope: StaffScope, id: string): Promise<string> {
  const secret = newSecret();
  return withEndpoint(scope, id, async (tx) => {
    const oldUntil = new Date(now().getTime() + bothSecretsMs);
    const isChanged = await rotateSecretRow(tx, id, { sealedSecret: sealSecret(secret), oldUntil });
    return { value: secret, action: isChanged ? "webhook.secret-rotated" : null };
  });
}

/** Stops sending to an endpoint; what happens meanwhile waits for it. */
export function pauseEndpoint(scope: StaffScope, id: string): Promise<void> {
  return withEndpoint(scope, id, async (tx) => {
    const isPaused = await pauseRow(tx, id, "person", now());
    return { value: undefined, action: isPaused ? "webhook.paused" : null };
  });
}

/** Lets an endpoint go on, with what waits for it first. */
export function resumeEndpoint(scope: StaffScope, id: string): Promise<void> {
  return withEndpoint(scope, id, async (tx) => {
    const isResumed = await resumeRow(tx, id);
    if (isResumed) await enqueueWaiting(tx, id);
    return { value: undefined, action: isResumed ? "webhook.resumed" : null };
  });
}

/** Takes an endpoint out of use for good. */
export function removeEndpoint(scope: StaffScope, id: string): Promise<void> {
  return withEndpoint(scope, id, async (tx) => {
    await removeRow(tx, id, now());
    return { value: undefined, action: "webhook.removed" };
  });
}

/** Sends a test event to an endpoint. */
export function sendTest(scope: StaffScope, id: string): Promise<void> {
  return withEndpoint(scope, id, async (tx) => {
    const key = { endpointId: id, eventId: randomUUID() };
    await appendDirectEvent(tx, key, { clientId: null, type: "webhook.test", data: {}, at: now() });
    await enqueueDelivery(tx, key);
    return { value: undefined, action: "webhook.tested" };
  });
}

/** Sends an event to an endpoint once more, under the same id: a receiver that has it drops it. */
export function resendEvent(scope: StaffScope, id: string, eventId: string): Promise<void> {
  return withEndpoint(scope, id, async (tx) => {
    if (!(await restartDelivery(tx, { endpointId: id, eventId }))) return notFound();
    await enqueueDelivery(tx, { endpointId: id, eventId });
    return { value: undefined, action: "webhook.resent" };
  });
}

/** Does something with an endpoint and writes it down; a 404 where there is none. */
function withEndpoint<T>(
  scope: StaffScope,
  id: string,
  run: (tx: Tx) => Promise<{ value: T; action: AuditAction | null }>,
): Promise<T> {
  return inScope(scope, async (tx) => {
    const endpoint = (await findEndpoint(tx, id)) ?? notFound();
    const { value, action } = await run(tx);
    if (action !== null) await appendAudit(tx, scope, { action, target: `webhook:${endpoint.name}` });
    return value;
  });
}

/** The endpoints: one query. */
export function getEndpoints(scope: StaffScope): Promise<Endpoint[]> {
  return readInScope(scope, listEndpoints);
}

export type EndpointPage = { endpoint: Endpoint; deliveries: ShownDelivery[]; zone: string };

/** An endpoint with what was sent to it lately; a 404 where there is none. */
export function getEndpointPage(scope: StaffScope, id: string): Promise<EndpointPage> {
  return readInScope(scope, async (tx) => ({
    endpoint: (await findEndpoint(tx, id)) ?? notFound(),
    deliveries: await listDeliveries(tx, id),
    zone: (await requireMsp(tx)).zone,
  }));
}

/** Endpoints that were paused because nothing arrived. */
export const webhooksTodoKinds = ["webhook-paused"] as const;
export type WebhooksTodoKind = (typeof webhooksTodoKinds)[number];

/** The endpoints that wait for an owner, because nothing arrived and they were paused: one query. */
export async function listWebhooksTodo(tx: Tx, scope: StaffScope): Promise<TodoItem<WebhooksTodoKind>[]> {
  if (!may(scope, webhooksAccess.manage)) return [];
  return (await listEndpoints(tx)).flatMap(({ id, name, pausedAt, pausedWhy }) =>
    pausedAt && pausedWhy !== "person"
      ? [
          {
            kind: "webhook-paused" as const,
            ...{ id, title: name, clientName: null, who: null, since: pausedAt },
            to: `/staff/settings/webhooks/${id}`,
          },
        ]
      : [],
  );
}
