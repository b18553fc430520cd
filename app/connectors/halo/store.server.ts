import type { HaloChoices, SharedState } from "#app/connectors/rules/halo.ts";
import { isStaffRole, type StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { isRequestState, type RequestState } from "#app/requests/rules/request-state.ts";

import { haloChoices, haloLists, type HaloLists } from "./shapes.ts";

/** How the last call to Halo went; `waiting` until the first. */
export type HaloStatus = "waiting" | "works" | "secret-wrong" | "not-allowed" | "unavailable" | "refused";
export type HaloConnection = {
  url: string;
  appId: string;
  /** Sealed, as is the one of webhooks. */
  secret: string;
  webhookSecret: string;
  actsAs: string;
  workTypeId: string | null;
  choices: HaloChoices | null;
  lists: HaloLists | null;
  isOn: boolean;
  status: HaloStatus;
  detail: string | null;
  triedAt: Date | null;
  succeededAt: Date | null;
  notBefore: Date | null;
  polledUntil: string | null;
};

/** The connection; null where none is set up. */
export async function findConnection(tx: Tx): Promise<HaloConnection | null> {
  const [row] = await tx.$queryRaw<
    (Omit<HaloConnection, "choices" | "lists"> & { choices: unknown; lists: unknown })[]
  >`
    select url, app_id as "appId", secret, webhook_secret as "webhookSecret", acts_as::text as "actsAs", work_type_id::text as "workTypeId",
      choices, lists, is_on as "isOn", status, detail, tried_at as "triedAt", succeeded_at as "succeededAt", not_before as "notBefore",
      polled_until as "polledUntil"
    from halo_connection`;
  if (!row) return null;
  return {
    ...row,
    choices: haloChoices.safeParse(row.choices).data ?? null,
    lists: haloLists.safeParse(row.lists).data ?? null,
  };
}

export type WrittenAccess = Pick<HaloConnection, "url" | "appId" | "secret" | "webhookSecret" | "actsAs">;

/** Keeps how Halo is reached; what was chosen stays. */
export async function writeAccess(tx: Tx, access: WrittenAccess): Promise<void> {
  await tx.$executeRaw`
    insert into halo_connection (url, app_id, secret, webhook_secret, acts_as)
    values (${access.url}, ${access.appId}, ${access.secret}, ${access.webhookSecret}, ${access.actsAs}::uuid)
    on conflict (id) do update set url = excluded.url, app_id = excluded.app_id, secret = excluded.secret, acts_as = excluded.acts_as,
      status = 'waiting', detail = null, not_before = null`;
}

/** Forgets all that stands in a Halo: tickets with their actions, clients, lists and choices, and switches the connection off. */
export async function forgetHalo(tx: Tx): Promise<void> {
  await tx.$executeRaw`delete from halo_ticket`;
  await tx.$executeRaw`delete from halo_client`;
  await tx.$executeRaw`update halo_connection set is_on = false, choices = null, lists = null, polled_until = null`;
}

/** Keeps what was chosen of Halo's lists, and the type of work that its time counts as. */
export async function writeChoices(tx: Tx, choices: HaloChoices, workTypeId: string): Promise<void> {
  await tx.$executeRaw`
    update halo_connection set choices = ${JSON.stringify(choices)}::jsonb, work_type_id = ${workTypeId}::uuid`;
}

/** Keeps Halo's lists as they were read. */
export async function writeLists(tx: Tx, lists: HaloLists): Promise<void> {
  await tx.$executeRaw`update halo_connection set lists = ${JSON.stringify(lists)}::jsonb`;
}

/** Switches the connection on or off; false where it is so already. */
export async function switchRow(tx: Tx, isOn: boolean): Promise<boolean> {
  return (await tx.$executeRaw`update halo_connection set is_on = ${isOn} where is_on <> ${isOn}`) === 1;
}

export type Heard = { status: HaloStatus; detail: string | null; at: Date; notBefore: Date | null };

/** Keeps how a call to Halo went. */
export async function writeHeard(tx: Tx, { status, detail, at, notBefore }: Heard): Promise<void> {
  await tx.$executeRaw`
    update halo_connection set status = ${status}, detail = ${detail}, tried_at = ${at}, not_before = ${notBefore},
      succeeded_at = case when ${status} = 'works' then ${at} else succeeded_at end`;
}

/** Keeps how far Halo's list of tickets was read, by its own clock. */
export async function writePolled(tx: Tx, until: string): Promise<void> {
  await tx.$executeRaw`update halo_connection set polled_until = ${until}`;
}

export type MappedClient = { clientId: string; haloId: number; siteId: number | null };

/** Which of Halo's clients are which of ours. */
export function listMapped(tx: Tx): Promise<MappedClient[]> {
  return tx.$queryRaw<MappedClient[]>`
    select client_id::text as "clientId", halo_id as "haloId", site_id as "siteId" from halo_client order by client_id`;
}

/** The clients that are ours now, with their names. */
export function listClientNames(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw<{ id: string; name: string }[]>`
    select id::text, name from client_facts where ended_at is null order by name, id`;
}

/** Says which of Halo's clients is which of ours; false where another of ours has it. */
export async function writeMapped(
  tx: Tx,
  { clientId, haloId, siteId }: MappedClient,
  since: Date,
): Promise<boolean> {
  const [other] = await tx.$queryRaw<object[]>`
    select 1 as one from halo_client where halo_id = ${haloId}::int and client_id <> ${clientId}::uuid`;
  if (other) return false;
  await tx.$executeRaw`
    insert into halo_client (client_id, halo_id, site_id, since) values (${clientId}::uuid, ${haloId}::int, ${siteId}::int, ${since})
    on conflict (client_id) do update set halo_id = excluded.halo_id, site_id = excluded.site_id`;
  return true;
}

/** Sends no more new requests of a client; those that have a ticket keep it. */
export async function deleteMapped(tx: Tx, clientId: string): Promise<boolean> {
  return (await tx.$executeRaw`delete from halo_client where client_id = ${clientId}::uuid`) === 1;
}

export type TicketKey = { clientId: string; requestId: string };
export type TicketLink = TicketKey & {
  haloId: number | null;
  agreedState: SharedState | null;
  wanted: number;
  tries: number;
};

/** A request's link to its ticket; null where it has none. */
export async function findLink(tx: Tx, { clientId, requestId }: TicketKey): Promise<TicketLink | null> {
  const [row] = await tx.$queryRaw<TicketLink[]>`
    select client_id::text as "clientId", request_id::text as "requestId", halo_id as "haloId", agreed_state as "agreedState", wanted, tries
    from halo_ticket where client_id = ${clientId}::uuid and request_id = ${requestId}::uuid`;
  return row ?? null;
}

/** Keeps which ticket a request has. */
export async function writeHaloId(tx: Tx, key: TicketKey, haloId: number): Promise<void> {
  await tx.$executeRaw`
    update halo_ticket set halo_id = ${haloId}::int where client_id = ${key.clientId}::uuid and request_id = ${key.requestId}::uuid`;
}

/** Keeps the state that both sides have. */
export async function writeAgreed(tx: Tx, key: TicketKey, state: SharedState): Promise<void> {
  await tx.$executeRaw`
    update halo_ticket set agreed_state = ${state}
    where client_id = ${key.clientId}::uuid and request_id = ${key.requestId}::uuid and agreed_state is distinct from ${state}`;
}

export type Outcome = {
  done: number;
  tries: number;
  problem: string | null;
  detail: string | null;
  nextAt: Date | null;
};

/** Keeps what came of bringing both sides together: up to which wish it was done, or why not. */
export async function writeOutcome(tx: Tx, key: TicketKey, outcome: Outcome): Promise<void> {
  await tx.$executeRaw`
    update halo_ticket set done = greatest(done, ${outcome.done}::int), tries = ${outcome.tries}::int, problem = ${outcome.problem},
      detail = ${outcome.detail}, next_at = ${outcome.nextAt}
    where client_id = ${key.clientId}::uuid and request_id = ${key.requestId}::uuid`;
}

/** Wants requests brought together again by their tickets' numbers; answers which they are. */
export function wantByHaloIds(tx: Tx, haloIds: readonly number[]): Promise<TicketKey[]> {
  return tx.$queryRaw<TicketKey[]>`
    update halo_ticket set wanted = wanted + 1 where halo_id = any(${[...haloIds]}::int[])
    returning client_id::text as "clientId", request_id::text as "requestId"`;
}

/** Wants one request brought together again; false where it has no link. */
export async function wantAgain(tx: Tx, key: TicketKey): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update halo_ticket set wanted = wanted + 1, tries = 0, next_at = null
    where client_id = ${key.clientId}::uuid and request_id = ${key.requestId}::uuid`;
  return changed === 1;
}

/** Wants every request brought together again that is open or waits for it. */
export function wantOpen(tx: Tx): Promise<TicketKey[]> {
  return tx.$queryRaw<TicketKey[]>`
    update halo_ticket t set wanted = t.wanted + 1 from request_facts r
    where r.client_id = t.client_id and r.id = t.request_id and (r.closed_at is null or t.done < t.wanted)
    returning t.client_id::text as "clientId", t.request_id::text as "requestId"`;
}

/** The requests that wait to be brought together. */
export function listWaiting(tx: Tx): Promise<TicketKey[]> {
  return tx.$queryRaw<TicketKey[]>`
    select client_id::text as "clientId", request_id::text as "requestId" from halo_ticket where done < wanted`;
}

export type ShownTicket = TicketKey & {
  number: number;
  title: string;
  clientName: string;
  haloId: number | null;
  problem: string;
  detail: string | null;
  nextAt: Date | null;
};

/** The requests that failed last, the longest known first, fifty at most. */
export function listFailed(tx: Tx): Promise<ShownTicket[]> {
  return tx.$queryRaw<ShownTicket[]>`
    select t.client_id::text as "clientId", t.request_id::text as "requestId", r.number::int, r.title, c.name as "clientName",
      t.halo_id as "haloId", t.problem, t.detail, t.next_at as "nextAt"
    from halo_ticket t join request_facts r on r.client_id = t.client_id and r.id = t.request_id join client_facts c on c.id = t.client_id
    where t.problem is not null order by r.number limit 50`;
}

/** How many requests have a ticket, and how many wait. */
export async function countTickets(tx: Tx): Promise<{ linked: number; waiting: number }> {
  const [row] = await tx.$queryRaw<{ linked: number; waiting: number }[]>`
    select count(halo_id)::int as linked, (count(*) filter (where done < wanted))::int as waiting from halo_ticket`;
  return row ?? { linked: 0, waiting: 0 };
}

export type ActionKind = "comment" | "note" | "time";
export type ActionLink = NewLink & {
  /** Whether the action is one of this request's ticket; another's, where our thing came from a request that was merged. */
  isOwn: boolean;
};
type NewLink = { kind: ActionKind; ourId: string; haloId: number; minutes: number | null };

/** What of a request, or of these things of ours, stands on both sides. */
export function listActionLinks(tx: Tx, key: TicketKey, ourIds: readonly string[]): Promise<ActionLink[]> {
  return tx.$queryRaw<ActionLink[]>`
    select kind, our_id::text as "ourId", halo_id as "haloId", minutes, request_id = ${key.requestId}::uuid as "isOwn" from halo_action
    where client_id = ${key.clientId}::uuid and (request_id = ${key.requestId}::uuid or our_id = any(${[...ourIds]}::uuid[]))`;
}

/** Keeps that a thing stands on both sides, with the minutes that both have. */
export async function writeActionLink(tx: Tx, key: TicketKey, link: NewLink): Promise<void> {
  await tx.$executeRaw`
    insert into halo_action (client_id, kind, our_id, request_id, halo_id, minutes)
    values (${key.clientId}::uuid, ${link.kind}, ${link.ourId}::uuid, ${key.requestId}::uuid, ${link.haloId}::int, ${link.minutes}::int)
    on conflict (client_id, kind, our_id) do update set minutes = excluded.minutes`;
}

export type OurRequest = {
  number: number;
  title: string;
  description: string;
  state: RequestState;
  kind: "plain" | "change";
  requesterName: string | null;
  clientName: string;
};

/** A request as it is sent. */
export async function findOurRequest(tx: Tx, key: TicketKey): Promise<OurRequest | null> {
  const [row] = await tx.$queryRaw<(Omit<OurRequest, "state"> & { state: string })[]>`
    select r.number::int, r.title, r.description, r.state, r.kind, c.name as "clientName",
      (select u.name from user_facts u where u.id = r.requester_id) as "requesterName"
    from request_facts r join client_facts c on c.id = r.client_id
    where r.client_id = ${key.clientId}::uuid and r.id = ${key.requestId}::uuid`;
  return row && isRequestState(row.state) ? { ...row, state: row.state } : null;
}

export type OurTime = {
  id: string;
  engineerName: string;
  note: string;
  /** 0 for an entry that was reversed. */
  minutes: number;
  /** It waits for somebody's word, and doesn't count yet. */
  waits: boolean;
};

/** The time on a request, oldest first. */
export function listOurTime(tx: Tx, key: TicketKey): Promise<OurTime[]> {
  return tx.$queryRaw<OurTime[]>`
    select t.id::text, u.name as "engineerName", t.note, case when t.deleted_at is null then t.worked_minutes else 0 end as minutes,
      t.revision = 0 as waits
    from time_entry_facts t join user_facts u on u.id = t.engineer_id
    where t.client_id = ${key.clientId}::uuid and t.request_id = ${key.requestId}::uuid order by t.created_at, t.id`;
}

/** The MSP's people of now, as they act in the name of the connection. */
export async function listActors(tx: Tx): Promise<StaffScope[]> {
  const rows = await tx.$queryRaw<{ userId: string; name: string; email: string; role: string }[]>`
    select u.id::text as "userId", u.name, u.email, m.role from user_facts u
    join membership_facts m on m.user_id = u.id and m.client_id is null and m.ended_at is null order by u.name, u.id`;
  return rows.flatMap(({ role, ...person }) =>
    isStaffRole(role) ? [{ kind: "staff" as const, ...person, role, sessionId: person.userId }] : [],
  );
}
