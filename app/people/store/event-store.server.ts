import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Change } from "#app/people/rules/roster.ts";

export type EventActor = { userId: string | null; name: string };

/** Appends what was recorded, in its order and in one statement: each change, the day from which it counts, and whom it is about; by whom, and when. */
export async function appendEvents(
  tx: Tx,
  clientId: string,
  { at, actor, action }: { at: Date; actor: EventActor; action: string },
  events: readonly { onDay: Day; employeeId: string | null; change: Change }[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = JSON.stringify(
    events.map(({ onDay, employeeId, change: { entity, id, row } }) => ({
      onDay,
      employeeId,
      entity,
      id,
      row,
    })),
  );
  await tx.$executeRaw`
    insert into people_event (client_id, at, on_day, actor_id, actor, action, entity, entity_id, employee_id, content)
    select ${clientId}::uuid, ${at}, (e ->> 'onDay')::date, ${actor.userId}::uuid, ${actor.name}, ${action}, e ->> 'entity', (e ->> 'id')::uuid,
      (e ->> 'employeeId')::uuid, nullif(e -> 'row', 'null'::jsonb)
    from jsonb_array_elements(${rows}::jsonb) with ordinality as given (e, place) order by place`;
}

/** The changes of a client's roster in the order in which they were recorded, up to an instant. */
export async function listChanges(tx: Tx, clientId: string, until: Date): Promise<Change[]> {
  const rows = await tx.$queryRaw<{ change: Change }[]>`
    select jsonb_build_object('entity', entity, 'id', entity_id, 'row', content) as change
    from people_event where client_id = ${clientId}::uuid and at <= ${until} order by seq`;
  return rows.map(({ change }) => change);
}

export type HistoryRow = { at: Date; onDay: Day; actor: string; action: string };

/** What was recorded about one person: the newest first, an act once. */
export function listHistory(tx: Tx, clientId: string, employeeId: string): Promise<HistoryRow[]> {
  return tx.$queryRaw<HistoryRow[]>`
    select at, on_day::text as "onDay", actor, action from people_event
    where client_id = ${clientId}::uuid and employee_id = ${employeeId}::uuid
    group by at, on_day, actor, action order by at desc, max(seq) desc limit 100`;
}
