import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

/** Names a request; the client comes first, as in every key. */
export type RequestKey = { clientId: string; id: string };

/** The number of a request; null where there is none by this key. */
export async function findRequestNumber(tx: Tx, key: RequestKey): Promise<number | null> {
  const row = await tx.request.findUnique({ where: { clientId_id: key }, select: { number: true } });
  return row ? Number(row.number) : null;
}

/** Appends a request under its id, and answers the number that it got. */
export async function appendRequest(
  tx: Tx,
  key: RequestKey,
  given: {
    title: string;
    description: string;
    requesterId: string | null;
    priority: Priority;
    state: RequestState;
    kind: "plain" | "change";
  },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    insert into request (client_id, id, number, title, description, requester_id, created_at, state, priority, kind)
    values (${key.clientId}::uuid, ${key.id}::uuid, next_number('request'), ${given.title}, ${given.description},
      ${given.requesterId}::uuid, ${now()}, ${given.state}, ${given.priority}, ${given.kind})
    returning number::int`;
  return row?.number ?? 0;
}

export type RequestChange = {
  state?: RequestState;
  priority?: Priority;
  assigneeId?: string | null;
  closedAt?: Date | null;
  snoozedUntil?: Date | null;
  /** When a colleague handed it over; forgotten with the next change. */
  handedAt?: Date;
  mergedInto?: string;
  firstResponseAt?: Date;
};

/** Changes a request that is locked. Its history, its clocks and open pages follow by the table's triggers. */
export async function changeRequest(
  tx: Tx,
  { clientId, id }: RequestKey,
  change: RequestChange,
): Promise<void> {
  await tx.request.update({
    where: { clientId_id: { clientId, id } },
    data: { handedAt: null, ...change, revision: { increment: 1 } },
  });
}

/** Lets those that went into a request go into another: pages and letters look one step far. */
export async function passMergedOn(tx: Tx, { clientId, id }: RequestKey, into: string): Promise<void> {
  await tx.$executeRaw`update request set merged_into = ${into}::uuid, revision = revision + 1
    where client_id = ${clientId}::uuid and merged_into = ${id}::uuid`;
}

/** Keeps by when a request's next promise falls due, as the module desk counted it; null where none runs. */
export async function keepDue(tx: Tx, { clientId, id }: RequestKey, dueAt: Date | null): Promise<void> {
  await tx.$executeRaw`update request set due_at = ${dueAt}
    where client_id = ${clientId}::uuid and id = ${id}::uuid and due_at is distinct from ${dueAt}::timestamptz`;
}

/** Somebody who is written to about a request. */
export type Addressee = { name: string; email: string; locale: string; mutedLetters: string[] };

/** Who asked, as long as they have access to the client. */
export async function findRequester(
  tx: Tx,
  request: { clientId: string; requesterId: string | null },
): Promise<Addressee | null> {
  if (!request.requesterId) return null;
  const [person] = await tx.$queryRaw<Addressee[]>`
    select u.name, u.email, u.locale, u.muted_letters as "mutedLetters" from user_facts u
    where u.id = ${request.requesterId}::uuid
      and exists (select from membership_facts m where m.user_id = u.id and m.client_id = ${request.clientId}::uuid and m.ended_at is null)`;
  return person ?? null;
}

/** A colleague at the MSP by id; null for anybody else. */
export async function findColleague(tx: Tx, userId: string | null): Promise<Addressee | null> {
  const [person] = await tx.$queryRaw<Addressee[]>`
    select u.name, u.email, u.locale, u.muted_letters as "mutedLetters" from user_facts u
    join membership_facts m on m.user_id = u.id and m.client_id is null and m.ended_at is null where u.id = ${userId}::uuid`;
  return person ?? null;
}

/** The name of a request's client. */
export async function findClientName(tx: Tx, { clientId }: { clientId: string }): Promise<string> {
  const [client] = await tx.$queryRaw<{ name: string }[]>`
    select name from client_facts where id = ${clientId}::uuid`;
  return client?.name ?? "";
}
