import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

/** When one of Stripe's signed events last came in; null for never. In the system's scope alone. */
export async function findLastEventAt(tx: Tx): Promise<Date | null> {
  const last = await tx.stripeEvent.findFirst({
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true },
  });
  return last?.receivedAt ?? null;
}

/** Counts one try of an event and answers it. */
export async function beginEvent(tx: Tx, eventId: string) {
  return tx.stripeEvent.update({ where: { id: eventId }, data: { tries: { increment: 1 } } });
}

/** Keeps why a try failed. */
export async function keepEventError(tx: Tx, eventId: string, message: string) {
  return tx.stripeEvent.update({ where: { id: eventId }, data: { error: message } });
}

/** Keeps that an event has been worked on. */
export async function endEvent(tx: Tx, eventId: string) {
  return tx.stripeEvent.update({ where: { id: eventId }, data: { processedAt: now(), error: null } });
}

/** Keeps an event; 0 where it was kept before. */
export async function appendEvent(
  tx: Tx,
  {
    id,
    type,
    objectId,
    created,
    raw,
  }: { id: string; type: string; objectId: string; created: number; raw: string },
): Promise<number> {
  return tx.$executeRaw(sql`
      insert into stripe_event (id, type, object_id, created, payload, received_at)
      values (${id}, ${type}, ${objectId}, ${new Date(created * 1000)}, ${raw}::jsonb, ${now()}) on conflict (id) do nothing`);
}
