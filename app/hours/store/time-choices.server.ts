import { sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";

export type RequestChoice = { id: string; number: number; title: string; done: boolean };
export type WorkTypeChoice = {
  id: string;
  names: Record<string, string>;
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
};
export type TimeChoices = {
  clientId: string;
  clientName: string;
  zone: string;
  /** The MSP's, whose clock the engineers type by. */
  ownZone: string;
  requests: RequestChoice[];
  workTypes: WorkTypeChoice[];
  /** Minutes left at a client that takes no work below zero; null at others. */ atMostMinutes: number | null;
};

/** What time can be logged on at a client, in one query: its open requests and the latest done ones, and the work types; null for no live client. */
export async function findTimeChoices(
  tx: Tx,
  clientId: string,
  keep: { requestId: string | null; workTypeId: string | null },
  at: Date,
): Promise<TimeChoices | null> {
  const [row] = await tx.$queryRaw<TimeChoices[]>`
    select c.id::text as "clientId", c.name as "clientName", c.zone, m.zone as "ownZone",
      (select greatest(b.available_minutes - b.owed_minutes, 0) from hours_balance(c.id, ${at}) b where b.overage_policy = 'refuse') as "atMostMinutes",
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'title', r.title, 'done', r.state in ('done', 'refused', 'withdrawn')) order by r.state in ('done', 'refused', 'withdrawn'), r.number desc) from (
        (select id, number, title, state from request_facts where client_id = c.id and state not in ('done', 'refused', 'withdrawn') order by number desc limit 200)
        union (select id, number, title, state from request_facts where client_id = c.id and state in ('done', 'refused', 'withdrawn') order by number desc limit 30)
        union (select id, number, title, state from request_facts where client_id = c.id and id = ${keep.requestId}::uuid)) r), '[]') as requests,
      coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'names', w.names, 'minimumMinutes', w.minimum_minutes, 'roundingMinutes', w.rounding_minutes,
          'multiplierPercent', w.multiplier_percent, 'free', w.free) order by w.position, w.key)
        from work_type w where w.active or w.id = ${keep.workTypeId}::uuid), '[]') as "workTypes"
    from client_facts c cross join msp_facts m where c.id = ${clientId}::uuid and c.ended_at is null`;
  return row ?? null;
}

/** Whose request this is; null for none in sight. */
export async function findRequestClient(tx: Tx, requestId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ clientId: string }[]>`
    select r.client_id::text as "clientId" from client_facts c join request_facts r on r.client_id = c.id where r.id = ${requestId}::uuid`;
  return row?.clientId ?? null;
}

export type OpenRequest = { id: string; clientName: string; number: number; title: string };

/** Open requests of all clients whose client, title or number holds the text, this person's own first. */
export async function listOpenRequests(tx: Tx, userId: string, search: string): Promise<OpenRequest[]> {
  return tx.$queryRaw<OpenRequest[]>`
    select r.id::text, c.name as "clientName", r.number::int, r.title
    from request_facts r join client_facts c on c.id = r.client_id
    where c.ended_at is null and r.state not in ('done', 'refused', 'withdrawn') and (${holds(sql`c.name`, search)} or ${holds(sql`r.title`, search)} or r.number::text like search_pattern(${search}))
    order by r.assignee_id = ${userId}::uuid desc nulls last, r.created_at desc, r.id limit 25`;
}
