import type { Answers, ShownAnswer } from "#app/desk/rules/answers.ts";
import type { EffectKind, LineCall, LineRule } from "#app/desk/rules/definition.ts";
import type { Quote } from "#app/desk/rules/quote.ts";
import type { RowChange } from "#app/people/rules/roster.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** `dropped`: it was not approved, or withdrawn, so that it never takes effect. */
export type EffectState = "none" | "pending" | "done" | "undone" | "dropped";
/** `msp`: staff made sure of who asked by phone, and wrote down how. */
export type Proof = "code" | "second-person" | "msp";

/** A standard change as it was asked, with how its effect stands. */
export type ChangeRow = {
  clientId: string;
  requestId: string;
  itemId: string;
  version: number;
  effect: EffectKind;
  answers: Answers;
  shown: ShownAnswer[];
  quote: Quote;
  effectAt: Date | null;
  effectState: EffectState;
  effectDoneAt: Date | null;
  effectRefusal: string | null;
  proof: Proof | null;
  proofAt: Date | null;
  /** How staff made sure of who asked; empty where nobody had to. */
  proofNote: string;
  /** Who of the MSP wrote the request down for its requester; null where they asked themselves. */
  askedBy: string | null;
  askedByName: string | null;
  reversesId: string | null;
  earlierId: string | null;
  /** The request that undoes this one, waiting or done; one that was refused, withdrawn or not approved in time undoes nothing. */
  reversedBy: string | null;
};

/** The standard change of a request; null for a request that is none. */
export async function findChange(tx: Tx, clientId: string, requestId: string): Promise<ChangeRow | null> {
  const [row] = await tx.$queryRaw<ChangeRow[]>`
    select c.client_id::text as "clientId", c.request_id::text as "requestId", c.item_id::text as "itemId", c.version,
      v.content->>'effect' as effect, c.answers, c.shown, c.quote, c.effect_at as "effectAt", c.effect_state as "effectState",
      c.effect_done_at as "effectDoneAt", c.effect_refusal as "effectRefusal", c.proof, c.proof_at as "proofAt",
      c.proof_note as "proofNote", c.asked_by::text as "askedBy", u.name as "askedByName",
      c.reverses_id::text as "reversesId", c.earlier_id::text as "earlierId",
      (select r.request_id::text from change_request r where r.client_id = c.client_id and r.reverses_id = c.request_id
        and r.effect_state <> 'dropped') as "reversedBy"
    from change_request c join catalogue_version v on v.item_id = c.item_id and v.version = c.version
    left join user_facts u on u.id = c.asked_by
    where c.client_id = ${clientId}::uuid and c.request_id = ${requestId}::uuid`;
  return row ?? null;
}

export type NewChange = Pick<
  ChangeRow,
  | "clientId"
  | "requestId"
  | "itemId"
  | "version"
  | "answers"
  | "shown"
  | "quote"
  | "effectAt"
  | "proof"
  | "proofAt"
  | "reversesId"
  | "earlierId"
> &
  Partial<Pick<ChangeRow, "proofNote" | "askedBy">> & { effectState: "none" | "pending"; at: Date };

/** Keeps what was asked. */
export async function insertChange(tx: Tx, change: NewChange): Promise<void> {
  await tx.$executeRaw`
    insert into change_request (client_id, request_id, item_id, version, answers, shown, quote, effect_at, effect_state, proof, proof_at,
      proof_note, asked_by, reverses_id, earlier_id, asked_at)
    values (${change.clientId}::uuid, ${change.requestId}::uuid, ${change.itemId}::uuid, ${change.version}::int,
      ${JSON.stringify(change.answers)}::jsonb, ${JSON.stringify(change.shown)}::jsonb, ${JSON.stringify(change.quote)}::jsonb,
      ${change.effectAt}, ${change.effectState}, ${change.proof}, ${change.proofAt},
      ${change.proofNote ?? ""}, ${change.askedBy ?? null}::uuid, ${change.reversesId}::uuid, ${change.earlierId}::uuid, ${change.at})`;
}

/** Marks an effect as done, with the rows that it changed. */
export async function markEffectDone(
  tx: Tx,
  change: { clientId: string; requestId: string; at: Date; rows: readonly RowChange[] },
): Promise<void> {
  await tx.$executeRaw`
    update change_request set effect_state = 'done', effect_done_at = ${change.at}, effect_refusal = null, effect_refused_at = null,
      effect_rows = ${JSON.stringify(change.rows)}::jsonb
    where client_id = ${change.clientId}::uuid and request_id = ${change.requestId}::uuid`;
}

/** Marks an effect as undone by another request. */
export async function markEffectUndone(tx: Tx, clientId: string, requestId: string): Promise<void> {
  await tx.$executeRaw`
    update change_request set effect_state = 'undone' where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid`;
}

/** Keeps why an effect could not be recorded at its hour, and since when. */
export async function markEffectRefused(
  tx: Tx,
  change: { clientId: string; requestId: string; refusal: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    update change_request set effect_refusal = ${change.refusal}, effect_refused_at = ${change.at}
    where client_id = ${change.clientId}::uuid and request_id = ${change.requestId}::uuid`;
}

/** Drops an effect that is still to come: its request was not approved, or was withdrawn. */
export async function dropEffect(tx: Tx, clientId: string, requestId: string): Promise<void> {
  await tx.$executeRaw`
    update change_request set effect_state = 'dropped' where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid
      and effect_state = 'pending'`;
}

/** The requests whose effect the records refused at its hour, the longest ago first. */
export function listRefusedEffects(
  tx: Tx,
  limit: number,
): Promise<{ id: string; title: string; clientName: string; who: string | null; since: Date }[]> {
  return tx.$queryRaw`
    select r.id::text, r.title, f.name as "clientName", u.name as who, c.effect_refused_at as since
    from change_request c join client_facts f on f.id = c.client_id and f.ended_at is null
    join request_facts r on r.client_id = c.client_id and r.id = c.request_id
    left join user_facts u on u.id = r.requester_id
    where c.effect_refusal is not null and c.effect_state = 'pending' order by c.effect_refused_at, r.id limit ${limit}`;
}

/** The rows that an effect changed, as they were and as they are since. */
export async function listEffectRows(tx: Tx, clientId: string, requestId: string): Promise<RowChange[]> {
  const [row] = await tx.$queryRaw<{ rows: RowChange[] | null }[]>`
    select effect_rows as rows from change_request where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid`;
  return row?.rows ?? [];
}

/** The client of a request that is a standard change; null for another. */
export async function findChangeClient(tx: Tx, requestId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ clientId: string }[]>`
    select client_id::text as "clientId" from change_request where request_id = ${requestId}::uuid`;
  return row?.clientId ?? null;
}

/** A line of work, with who or what did it. */
export type LineRow = {
  position: number;
  text: LineRule["text"];
  doneAt: Date | null;
  doneBy: string | null;
  proof: string;
  call: LineCall | null;
};

/** The lines of a request in order. */
export function listLines(tx: Tx, clientId: string, requestId: string): Promise<LineRow[]> {
  return tx.$queryRaw<LineRow[]>`
    select l.position::int, l.text, l.done_at as "doneAt", u.name as "doneBy", l.proof, l.call
    from change_line l left join user_facts u on u.id = l.done_by
    where l.client_id = ${clientId}::uuid and l.request_id = ${requestId}::uuid order by l.position`;
}

/** Adds a line behind the others. */
export async function insertLine(
  tx: Tx,
  clientId: string,
  requestId: string,
  { text, call }: Pick<LineRule, "text" | "call">,
): Promise<void> {
  await tx.$executeRaw`
    insert into change_line (client_id, request_id, position, text, call)
    select ${clientId}::uuid, ${requestId}::uuid, coalesce(max(position), 0) + 1, ${JSON.stringify(text)}::jsonb,
      ${call ? JSON.stringify(call) : null}::jsonb
    from change_line where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid`;
}

/** A line by its place in its request's checklist. */
export type LineKey = { clientId: string; requestId: string; position: number };
/** Who did a line, with what shows it, or the call that did. */
export type LineDone = { at: Date } & ({ by: string; proof: string } | { call: string });

/** Marks a line as done, or as open again; false where it already is so, or there is none. */
export async function setLine(tx: Tx, line: LineKey, done: LineDone | null): Promise<boolean> {
  const by = done && "by" in done ? done : null;
  const call = done && "call" in done ? done.call : null;
  const count = await tx.$executeRaw`
    update change_line set done_at = ${done?.at ?? null}, done_by = ${by?.by ?? null}::uuid, done_call = ${call}::uuid, proof = ${by?.proof ?? ""}
    where client_id = ${line.clientId}::uuid and request_id = ${line.requestId}::uuid and position = ${line.position}::smallint
      and (done_at is null) = ${done !== null}`;
  return count > 0;
}

export type Twin = { id: string; number: number };

/** An open request of a client from the same item with the same title; of one person's alone where `onlyOf` names it. `but` doesn't count. */
export async function findTwin(
  tx: Tx,
  {
    clientId,
    itemId,
    title,
    but,
    onlyOf,
  }: Record<"clientId" | "itemId" | "title", string> & {
    but: string | null;
    onlyOf: string | null;
  },
): Promise<Twin | null> {
  const [row] = await tx.$queryRaw<Twin[]>`
    select r.id::text, r.number::int
    from change_request c join request_facts r on r.client_id = c.client_id and r.id = c.request_id
    where c.client_id = ${clientId}::uuid and c.item_id = ${itemId}::uuid and c.reverses_id is null and r.title = ${title}
      and r.state not in ('done', 'refused', 'withdrawn') and c.request_id is distinct from ${but}::uuid
      and (${onlyOf}::uuid is null or r.requester_id = ${onlyOf}::uuid)
    order by r.number desc limit 1`;
  return row ?? null;
}

/** The employees of a client of whom an open request says that they leave; `but` is a request that doesn't count. */
export async function listLeaving(tx: Tx, clientId: string, but: string | null): Promise<string[]> {
  const rows = await tx.$queryRaw<{ employeeId: string }[]>`
    select distinct c.answers->>'person' as "employeeId"
    from change_request c join catalogue_version v on v.item_id = c.item_id and v.version = c.version
      join request_facts r on r.client_id = c.client_id and r.id = c.request_id
    where c.client_id = ${clientId}::uuid and v.content->>'effect' = 'leaver' and c.reverses_id is null
      and r.state not in ('done', 'refused', 'withdrawn') and c.request_id is distinct from ${but}::uuid
      and c.answers->>'person' is not null`;
  return rows.map(({ employeeId }) => employeeId);
}
