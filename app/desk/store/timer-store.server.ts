import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The request that somebody works on now, since when. */
export type Timer = { clientId: string; requestId: string; number: number; title: string; startedAt: Date };

/** The timer of a person, locked where it is to be changed; null where none runs. */
export async function findTimer(tx: Tx, userId: string): Promise<Timer | null> {
  const [row] = await tx.$queryRaw<Timer[]>`
    select t.client_id::text as "clientId", t.request_id::text as "requestId", r.number::int, r.title, t.started_at as "startedAt"
    from request_timer t join request_facts r on r.client_id = t.client_id and r.id = t.request_id where t.user_id = ${userId}::uuid`;
  return row ?? null;
}

/** How many effects the records refused at their hour, that are still to come, and the timer of a person: every staff page reads both, so it is one query. */
export async function findRefusedAndTimer(
  tx: Tx,
  userId: string,
): Promise<{ refused: number; timer: Timer | null }> {
  const [row] = await tx.$queryRaw<(Timer & { refused: number; requestId: string | null })[]>`
    select refused.count as refused, t.client_id::text as "clientId", t.request_id::text as "requestId", r.number::int, r.title, t.started_at as "startedAt"
    from (
      select count(*)::int as count from change_request c join client_facts f on f.id = c.client_id and f.ended_at is null
      where c.effect_refusal is not null and c.effect_state = 'pending'
    ) refused
    left join (request_timer t join request_facts r on r.client_id = t.client_id and r.id = t.request_id) on t.user_id = ${userId}::uuid`;
  if (!row) return { refused: 0, timer: null };
  const { refused, ...timer } = row;
  return { refused, timer: timer.requestId === null ? null : timer };
}

/** Starts a person's timer; tells whether none ran before. */
export async function appendTimer(
  tx: Tx,
  timer: { userId: string; clientId: string; requestId: string },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into request_timer (user_id, client_id, request_id, started_at)
    values (${timer.userId}::uuid, ${timer.clientId}::uuid, ${timer.requestId}::uuid, ${now()}) on conflict (user_id) do nothing`;
  return written === 1;
}

/** Ends a person's timer where it is the one of this request, or began at this instant. */
export async function removeTimer(
  tx: Tx,
  timer: { userId: string; requestId: string } | { userId: string; startedAt: Date },
): Promise<void> {
  await tx.requestTimer.deleteMany({ where: timer });
}
