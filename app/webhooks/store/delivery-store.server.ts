import type { Tx } from "#app/platform/db.server.ts";

export type DeliveryKey = { endpointId: string; eventId: string };
export type DeliveryState = "waiting" | "delivered" | "given-up";
export type Delivery = {
  clientId: string | null;
  state: DeliveryState;
  tries: number;
  type: string;
  data: unknown;
  createdAt: Date;
};

/** A delivery with what it brings; null where there is none. */
export async function findDelivery(tx: Tx, { endpointId, eventId }: DeliveryKey): Promise<Delivery | null> {
  const [row] = await tx.$queryRaw<Delivery[]>`
    select e.client_id::text as "clientId", d.state, d.tries, e.type, e.data, e.created_at as "createdAt" from webhook_delivery d join webhook_event e on e.id = d.event_id
    where d.endpoint_id = ${endpointId}::uuid and d.event_id = ${eventId}::uuid`;
  return row ?? null;
}

/** What one endpoint is told, of a client or of none. */
export type DirectEvent = { clientId: string | null; type: string; data: Record<string, unknown>; at: Date };

/** Appends an event for one endpoint alone. */
export async function appendDirectEvent(
  tx: Tx,
  { endpointId, eventId }: DeliveryKey,
  { clientId, type, data, at }: DirectEvent,
): Promise<void> {
  await tx.$executeRaw`
    insert into webhook_event (id, client_id, type, data, created_at)
    values (${eventId}::uuid, ${clientId}::uuid, ${type}, ${JSON.stringify(data)}::jsonb, ${at})`;
  await tx.$executeRaw`
    insert into webhook_delivery (endpoint_id, event_id, created_at) values (${endpointId}::uuid, ${eventId}::uuid, ${at})`;
}

export type NewTry = { at: Date; ms: number; status: number | null; problem: string | null; answer: string };

/** Appends a try of a delivery, and how it stands after it; one that was ended while it was tried stays ended. */
export async function appendTry(
  tx: Tx,
  { endpointId, eventId }: DeliveryKey,
  one: NewTry,
  after: { state: DeliveryState; tries: number; nextAt: Date | null },
): Promise<void> {
  await tx.$executeRaw`
    insert into webhook_try (endpoint_id, event_id, at, ms, status, problem, answer)
    values (${endpointId}::uuid, ${eventId}::uuid, ${one.at}, ${one.ms}::int, ${one.status}::smallint, ${one.problem}, ${one.answer})`;
  await tx.$executeRaw`
    update webhook_delivery set tries = ${after.tries}::int,
      state = case when state = 'waiting' then ${after.state} else state end,
      next_at = case when state = 'waiting' then ${after.nextAt}::timestamptz end
    where endpoint_id = ${endpointId}::uuid and event_id = ${eventId}::uuid`;
}

/** Lets a delivery begin anew; false where there is none. */
export async function restartDelivery(tx: Tx, { endpointId, eventId }: DeliveryKey): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update webhook_delivery set state = 'waiting', tries = 0, next_at = null where endpoint_id = ${endpointId}::uuid and event_id = ${eventId}::uuid`;
  return changed === 1;
}

/** Ends a delivery that waits; one that has ended is left alone. */
export async function endDelivery(
  tx: Tx,
  { endpointId, eventId }: DeliveryKey,
  state: Exclude<DeliveryState, "waiting">,
): Promise<void> {
  await tx.$executeRaw`
    update webhook_delivery set state = ${state}, next_at = null
    where endpoint_id = ${endpointId}::uuid and event_id = ${eventId}::uuid and state = 'waiting'`;
}

/** Asks for the deliveries of all that waits for an endpoint, the oldest first; as enqueueDelivery does for one. */
export async function enqueueWaiting(tx: Tx, endpointId: string): Promise<void> {
  await tx.$executeRaw`
    select enqueue_job('webhooks.deliver', json_build_object('endpointId', d.endpoint_id, 'eventId', d.event_id),
      'webhook:' || d.endpoint_id || ':' || d.event_id, null, 'webhook:' || d.endpoint_id)
    from (select * from webhook_delivery where endpoint_id = ${endpointId}::uuid and state = 'waiting' order by created_at) d`;
}

export type ShownDelivery = {
  eventId: string;
  type: string;
  state: DeliveryState;
  tries: number;
  nextAt: Date | null;
  createdAt: Date;
  requestId: string | null;
  /** The latest try. */
  lastAt: Date | null;
  lastStatus: number | null;
  lastProblem: string | null;
  lastMs: number | null;
  lastAnswer: string | null;
};

/** What was sent to an endpoint or waits for it, the latest first, fifty at most. One query. */
export function listDeliveries(tx: Tx, endpointId: string): Promise<ShownDelivery[]> {
  return tx.$queryRaw<ShownDelivery[]>`
    select d.event_id::text as "eventId", e.type, d.state, d.tries, d.next_at as "nextAt", d.created_at as "createdAt",
      e.data->>'requestId' as "requestId", t.at as "lastAt", t.status::int as "lastStatus", t.problem as "lastProblem", t.ms as "lastMs",
      t.answer as "lastAnswer"
    from webhook_delivery d join webhook_event e on e.id = d.event_id
    left join lateral (select * from webhook_try y where y.endpoint_id = d.endpoint_id and y.event_id = d.event_id order by y.id desc limit 1) t on true
    where d.endpoint_id = ${endpointId}::uuid order by d.created_at desc, d.event_id limit 50`;
}

/** Forgets events from before an instant, with their deliveries. */
export async function dropEventsBefore(tx: Tx, before: Date): Promise<void> {
  await tx.$executeRaw`delete from webhook_event where created_at < ${before}`;
}
