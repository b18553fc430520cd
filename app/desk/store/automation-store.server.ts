import type { CallAnswer, CallState } from "#app/desk/rules/automation.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

import type { LineKey } from "./change-store.server.ts";

/** A call of a line, with the answer that came, in time or not. */
export type CallRow = LineKey & {
  id: string;
  endpointId: string;
  calledAt: Date;
  dueAt: Date;
  state: CallState;
  endedAt: Date | null;
  endedBy: string | null;
  answer: CallAnswer | null;
  answeredAt: Date | null;
  log: string;
};

const columns = sql`c.client_id::text as "clientId", c.request_id::text as "requestId", c.position::int, c.id::text,
  c.endpoint_id::text as "endpointId", c.called_at as "calledAt", c.due_at as "dueAt", c.state, c.ended_at as "endedAt",
  u.name as "endedBy", c.answer, c.answered_at as "answeredAt", c.log`;

/** A call by its id; null where there is none. */
export async function findCall(tx: Tx, id: string): Promise<CallRow | null> {
  const [row] = await tx.$queryRaw<CallRow[]>`
    select ${columns} from automation_call c left join user_facts u on u.id = c.ended_by where c.id = ${id}::uuid`;
  return row ?? null;
}

/** The latest call of each line of a request that was called. */
export function listLatestCalls(tx: Tx, clientId: string, requestId: string): Promise<CallRow[]> {
  return tx.$queryRaw<CallRow[]>`
    select distinct on (c.position) ${columns} from automation_call c left join user_facts u on u.id = c.ended_by
    where c.client_id = ${clientId}::uuid and c.request_id = ${requestId}::uuid order by c.position, c.called_at desc, c.id`;
}

export type NewCall = LineKey & {
  id: string;
  endpointId: string;
  calledAt: Date;
  dueAt: Date;
  /** Where there is nothing to be called any more, it has ended without an answer already. */
  state: "waiting" | "no-answer";
};

/** Adds a call of a line. */
export async function insertCall(tx: Tx, call: NewCall): Promise<void> {
  await tx.$executeRaw`
    insert into automation_call (client_id, id, request_id, position, endpoint_id, called_at, due_at, state, ended_at)
    values (${call.clientId}::uuid, ${call.id}::uuid, ${call.requestId}::uuid, ${call.position}::smallint, ${call.endpointId}::uuid,
      ${call.calledAt}, ${call.dueAt}, ${call.state}, ${call.state === "waiting" ? null : call.calledAt})`;
}

/** How a waiting call ends without an answer: nothing came, or somebody took the line over. */
export type CallEnd = { at: Date } & ({ state: "no-answer" } | { state: "taken-over"; by: string });

/** Ends the call of a line that waits, and answers it; null where none does. */
export async function endWaitingCall(
  tx: Tx,
  line: LineKey,
  end: CallEnd,
): Promise<Pick<CallRow, "id" | "endpointId"> | null> {
  const [ended] = await tx.$queryRaw<Pick<CallRow, "id" | "endpointId">[]>`
    update automation_call set state = ${end.state}, ended_at = ${end.at}, ended_by = ${"by" in end ? end.by : null}::uuid
    where client_id = ${line.clientId}::uuid and request_id = ${line.requestId}::uuid and position = ${line.position}::smallint
      and state = 'waiting'
    returning id::text, endpoint_id::text as "endpointId"`;
  return ended ?? null;
}

/** Keeps the answer to a call; one that settles it ends it too. */
export async function keepAnswer(
  tx: Tx,
  { clientId, id }: Pick<CallRow, "clientId" | "id">,
  given: { answer: CallAnswer; log: string; at: Date; settles: boolean },
): Promise<void> {
  await tx.$executeRaw`
    update automation_call set answer = ${given.answer}, log = ${given.log}, answered_at = ${given.at},
      state = case when ${given.settles} then ${given.answer} else state end,
      ended_at = case when ${given.settles} then ${given.at}::timestamptz else ended_at end
    where client_id = ${clientId}::uuid and id = ${id}::uuid and answer is null`;
}

export type AutomationTodo = Omit<TodoItem<"automation-failed">, "kind" | "to">;

const endedBadly = sql`
  from automation_call c
  join change_line l on l.client_id = c.client_id and l.request_id = c.request_id and l.position = c.position and l.done_at is null
  join request_facts r on r.client_id = c.client_id and r.id = c.request_id and r.state in ('new', 'in_progress', 'waiting')
  join client_facts f on f.id = c.client_id and f.ended_at is null
  where c.state in ('failed', 'no-answer') and not exists (select from automation_call later where later.client_id = c.client_id
    and later.request_id = c.request_id and later.position = c.position and later.called_at > c.called_at)`;

/** How many open lines wait for a person because their automation failed or did not answer: one query. */
export async function countEndedBadly(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<
    { count: number }[]
  >`select count(distinct c.request_id)::int as count ${endedBadly}`;
  return row?.count ?? 0;
}

/** The requests of those lines, the oldest first, `limit` at most: one query. */
export function listEndedBadly(tx: Tx, limit: number): Promise<AutomationTodo[]> {
  return tx.$queryRaw<AutomationTodo[]>`
    select r.id::text, min(r.title) as title, min(f.name) as "clientName", null as who, min(c.ended_at) as since ${endedBadly}
    group by r.id order by min(c.ended_at), r.id limit ${limit}`;
}
