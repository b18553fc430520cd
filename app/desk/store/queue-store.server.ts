import type { QueueFilter, QueueSort, QueuePart } from "#app/desk/queue-filter.ts";
import type { Day } from "#app/platform/day.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";
import { requestNumberIn } from "#app/platform/search.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import { isRequestKind, type RequestKind, type RequestState } from "#app/requests/rules/request-state.ts";

/** A request in the queue. `dueAt` is the end of the next promise; null where none runs. */
export type QueueRow = {
  id: string;
  number: number;
  title: string;
  clientName: string;
  state: RequestState;
  kind: RequestKind;
  priority: Priority;
  requesterName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
  dueAt: Date | null;
  /** The day that the catalogue promised, of a standard change. */
  promisedOn: Day | null;
  snoozedUntil: Date | null;
  /** When somebody last wrote to the other side; null where nobody did. */
  lastAt: Date | null;
  /** The last message is the client's. */
  isAnswered: boolean;
};

type Look = { userId: string; at: Date };

const parts = ({ userId, at }: Look) => {
  const awake = sql`(r.snoozed_until is null or r.snoozed_until <= ${at})`;
  // What a client hasn't approved yet is none of the MSP's work.
  const open = sql`r.state not in ('done', 'refused', 'withdrawn', 'awaiting_approval')`;
  return {
    open: sql`${open} and ${awake}`,
    new: sql`r.state = 'new' and ${awake}`,
    mine: sql`${open} and r.assignee_id = ${userId}::uuid and ${awake}`,
    waiting: sql`r.state = 'waiting'`,
    resting: sql`${open} and r.snoozed_until > ${at}`,
    done: sql`r.state in ('done', 'refused', 'withdrawn')`,
  } satisfies Record<QueuePart, typeof emptySql>;
};

const byPriority = sql`array_position(array['critical', 'high', 'normal', 'low'], r.priority)`;

const byDue = sql`r.due_at nulls last, ${byPriority}, r.created_at, r.number`;
const sorts: Record<Exclude<QueueSort["by"], "age">, typeof emptySql> = {
  due: sql`r.due_at`,
  priority: byPriority,
  assignee: sql`(select u.name from user_facts u where u.id = r.assignee_id)`,
  state: sql`array_position(array['new', 'in_progress', 'waiting', 'scheduled', 'done', 'refused', 'withdrawn'], r.state)`,
};

/** The order of a part: as its reader sorts it, or else the latest closed first, and what is open by its deadline. */
function orderOf({ show, sort }: QueueFilter): typeof emptySql {
  if (sort?.by === "age")
    return sort.down ? sql`r.created_at, r.number` : sql`r.created_at desc, r.number desc`;
  if (sort) return sql`${sorts[sort.by]} ${sort.down ? sql`desc` : emptySql} nulls last, ${byDue}`;
  return show === "done" ? sql`r.closed_at desc, r.number desc` : byDue;
}

/** Requests of one kind, or those that asked for one item of the catalogue. */
const ofKind = (what: string): typeof emptySql =>
  isRequestKind(what)
    ? sql`and r.kind = ${what}`
    : sql`and r.id = any (array(select k.request_id from change_request k where k.item_id = ${what}::uuid))`;

/** Fewer letters than an index of texts finds would read all of them. */
const isTextSearched = (typed: string): boolean => typed.trim().length >= 3;
/** The latest requests on which somebody wrote what was typed, internal notes included: the queue is staff's. */
const written = (typed: string): typeof emptySql =>
  sql`array(select t.request_id from request_text_facts t where ${holds(sql`t.body`, typed)} limit 2000)`;

const narrowed = (filter: QueueFilter) => sql`
  ${filter.clientId ? sql`and r.client_id = ${filter.clientId}::uuid` : emptySql}
  ${filter.requesterId ? sql`and r.requester_id = ${filter.requesterId}::uuid` : emptySql}
  ${filter.what === null ? emptySql : ofKind(filter.what)}
  ${filter.priorities.length > 0 ? sql`and r.priority = any (${filter.priorities}::text[])` : emptySql}
  ${filter.withWhom === null ? emptySql : filter.withWhom === "nobody" ? sql`and r.assignee_id is null` : sql`and r.assignee_id = ${filter.withWhom}::uuid`}
  ${
    filter.q.trim() === ""
      ? emptySql
      : sql`and (${holds(sql`r.title`, filter.q)} or r.number = ${requestNumberIn(filter.q)}
          or r.client_id = any (array(select n.id from client_facts n where ${holds(sql`n.name`, filter.q)}))
          or r.requester_id = any (array(select u.id from user_facts u where ${holds(sql`u.name`, filter.q)} or ${holds(sql`u.email`, filter.q)}))
          ${isTextSearched(filter.q) ? sql`or ${holds(sql`r.description`, filter.q)} or r.id = any (${written(filter.q)})` : emptySql})`
  }`;

/** How many open requests each part of the queue holds, as narrowed; those that are done are not counted. One query. */
export async function countQueue(
  tx: Tx,
  look: Look,
  filter: QueueFilter,
): Promise<Record<Exclude<QueuePart, "done">, number>> {
  const is = parts(look);
  const [counts] = await tx.$queryRaw<Record<Exclude<QueuePart, "done">, number>[]>`
    select count(*) filter (where ${is.open})::int as open, count(*) filter (where ${is.new})::int as new, count(*) filter (where ${is.mine})::int as mine,
      count(*) filter (where ${is.waiting})::int as waiting, count(*) filter (where ${is.resting})::int as resting
    from request_facts r where r.state not in ('done', 'refused', 'withdrawn') ${narrowed(filter)}`;
  return counts ?? { open: 0, new: 0, mine: 0, waiting: 0, resting: 0 };
}

/** A page of the queue, and one row more where another page follows. Done ones: the latest first. A number finds its request in every state. One query. */
export function listQueue(
  tx: Tx,
  look: Look,
  filter: QueueFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<QueueRow[]> {
  return tx.$queryRaw<QueueRow[]>`
    select r.id::text, r.number::int, r.title, c.name as "clientName", r.state, r.kind, r.priority, asker.name as "requesterName",
      r.assignee_id::text as "assigneeId", helper.name as "assigneeName", r.created_at as "createdAt", r.due_at as "dueAt", r.snoozed_until as "snoozedUntil",
      change.quote->>'doneBy' as "promisedOn", last.at as "lastAt", coalesce(not last.by_staff, false) as "isAnswered"
    from (
      select * from request_facts r where (${parts(look)[filter.show]} or r.number = ${requestNumberIn(filter.q)}) ${narrowed(filter)}
      order by ${orderOf(filter)} limit ${limit + 1} offset ${offset}
    ) r join client_facts c on c.id = r.client_id
    left join user_facts asker on asker.id = r.requester_id left join user_facts helper on helper.id = r.assignee_id
    left join change_request change on change.client_id = r.client_id and change.request_id = r.id
    left join lateral (
      select l.at, l.by_staff from request_last_comment_facts l where l.client_id = r.client_id and l.request_id = r.id
    ) last on true
    order by ${orderOf(filter)}`;
}

/** The MSP's people that a request may be given to, by name. One query. */
export function listStaff(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw<{ id: string; name: string }[]>`
    select u.id::text, u.name from user_facts u join membership_facts m on m.user_id = u.id
    where m.client_id is null and m.ended_at is null order by u.name`;
}

/** The client of a request; null where there is none. */
export async function findRequestClient(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ clientId: string }[]>`
    select client_id::text as "clientId" from request_facts where id = ${id}::uuid`;
  return row?.clientId ?? null;
}

/** The id of the request with a number; null where there is none. */
export async function findRequestByNumber(tx: Tx, number: number): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { id: string }[]
  >`select id::text from request_facts where number = ${number}`;
  return row?.id ?? null;
}
