import type { JournalMove, StatementAct } from "#app/hours/rules/statement.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";

import { entrySums } from "./entry-sums.server.ts";

/** A stretch of an account's journal: the ops after `opening_seq`, up to `closing_seq`. */
export type Stretch = {
  name: string;
  currency: string;
  opening_seq: number;
  closing_seq: number;
  opening: number;
  closing: number;
  hash: string | null;
  first_on: Day | null;
};

/** Finds the stretch recorded between two instants; from the first op when `from` is null. One query; null for no account in sight. */
export async function findStretch(
  tx: Tx,
  clientId: string,
  from: Date | null,
  until: Date,
): Promise<Stretch | null> {
  const opening = from === null ? sql`0` : sql`hours_seq_at(${clientId}::uuid, ${from})`;
  const [row] = await tx.$queryRaw<
    Stretch[]
  >`${stretchSql(clientId, opening, sql`hours_seq_at(${clientId}::uuid, ${until})`)}`;
  return row ?? null;
}

/** Finds a stretch by its numbers. */
export async function findStretchBySeq(
  tx: Tx,
  clientId: string,
  openingSeq: number,
  closingSeq: number,
): Promise<Stretch | null> {
  const [row] = await tx.$queryRaw<
    Stretch[]
  >`${stretchSql(clientId, sql`${openingSeq}::int`, sql`${closingSeq}::int`)}`;
  return row ?? null;
}

function stretchSql(clientId: string, opening: ReturnType<typeof sql>, closing: ReturnType<typeof sql>) {
  return sql`select c.name, c.currency::text, s.opening as opening_seq, s.closing as closing_seq, coalesce(o.net_after, 0) as opening, coalesce(e.net_after, 0) as closing, encode(e.hash, 'hex') as hash,
      day_in(c.zone, f.recorded_at)::text as first_on
    from client_facts c cross join (select ${opening} as opening, ${closing} as closing) s
    left join hour_op o on o.client_id = c.id and o.seq = s.opening
    left join hour_op e on e.client_id = c.id and e.seq = s.closing
    left join hour_op f on f.client_id = c.id and f.seq = 1
    where c.id = ${clientId}::uuid`;
}

/** What moved over a stretch, like moves summed; a block's price counts where it is opened. */
export async function sumMoves(
  tx: Tx,
  clientId: string,
  openingSeq: number,
  closingSeq: number,
): Promise<JournalMove[]> {
  return tx.$queryRaw<JournalMove[]>`
    with moved as materialized (
      select o.kind, t.src, t.dst, t.lot_id, sum(t.minutes) as minutes, sum(t.value_minor) as value_minor
      from hour_transfer t join hour_op o on o.client_id = t.client_id and o.seq = t.seq and o.seq > ${openingSeq}::int and o.seq <= ${closingSeq}::int
      where t.client_id = ${clientId}::uuid and t.seq > ${openingSeq}::int and t.seq <= ${closingSeq}::int
      group by 1, 2, 3, 4
    ), lot as materialized (
      select l.id, l.source, l.price_minor from hour_lot l where l.client_id = ${clientId}::uuid and l.id = any (array(select lot_id from moved))
    )
    select m.kind::text as "opKind", m.src::text, m.dst::text, l.source::text, sum(m.minutes)::int as minutes, sum(m.value_minor)::int as "valueMinor",
      coalesce(sum(l.price_minor) filter (where m.src = 'source'), 0)::int as "priceMinor"
    from moved m left join lot l on l.id = m.lot_id
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/**
 * The acts of a stretch, oldest first, each with its moves and the work it was for; settings change no balance and are left out. First the page by
 * the primary keys, then at once what its rows name: joined row by row, PostgreSQL (which can't guess how much a policy lets through) reads whole tables.
 */
export async function listActs(
  tx: Tx,
  clientId: string,
  afterSeq: number,
  upToSeq: number,
): Promise<StatementAct[]> {
  const [row] = await tx.$queryRaw<{ acts: StatementAct[] }[]>`
    with page as materialized (
      select o.seq, o.kind, o.revision, o.minutes, o.reason, o.net_after, o.effective_at, o.recorded_at,
        case when o.subject like 'te:%' then substr(o.subject, 4)::uuid end as entry_id, case when o.kind = 'adjust' and o.subject like 'lot:%' then substr(o.subject, 5)::int end as extended_id, case when o.actor like 'user:%' then substr(o.actor, 6)::uuid end as actor_id
      from hour_op o where o.client_id = ${clientId}::uuid and o.seq > ${afterSeq}::int and o.seq <= ${upToSeq}::int and o.kind <> 'configure'
    ), move as materialized (
      select t.seq, t.line, t.src, t.dst, t.minutes, t.value_minor, t.lot_id, case when t.subject like 'te:%' then substr(t.subject, 4)::uuid end as for_id
      from hour_transfer t where t.client_id = ${clientId}::uuid and t.seq > ${afterSeq}::int and t.seq <= ${upToSeq}::int
    ), lot as materialized (
      select l.id, l.source, l.price_minor, l.expires_at, l.effective_at from hour_lot l where l.client_id = ${clientId}::uuid and l.id = any (array(select lot_id from move))
    ), entry as materialized (
      select e.id, e.engineer_id, e.revision, e.deleted_at, r.number, r.title from time_entry e join request_facts r on r.client_id = e.client_id and r.id = e.request_id
      where e.client_id = ${clientId}::uuid and e.id = any (array(select entry_id from page union select for_id from move))
    ), sum as materialized (${entrySums(clientId, sql`array(select entry_id from page)`)}), person as materialized (
      select u.id, u.name from user_facts u where u.id = any (array(select actor_id from page union select engineer_id from entry))
    ), moves as (
      select m.seq, jsonb_agg(jsonb_build_object('opKind', p.kind, 'src', m.src, 'dst', m.dst, 'minutes', m.minutes, 'valueMinor', m.value_minor, 'lotId', m.lot_id, 'source', l.source,
        'priceMinor', case when m.src = 'source' then l.price_minor else 0 end,
        'validUntil', case when m.src = 'source' then last_day_of(c.zone, l.expires_at, l.effective_at) end, 'forRequest', f.number) order by m.line) as list
      from move m join page p on p.seq = m.seq join client_facts c on c.id = ${clientId}::uuid left join lot l on l.id = m.lot_id left join entry f on f.id = m.for_id
      group by m.seq
    )
    select coalesce(jsonb_agg(to_jsonb(x) order by x.seq), '[]') as acts from (
      select o.seq, o.kind as "opKind", o.revision, o.minutes, o.reason, u.name as actor, o.net_after as balance,
        o.extended_id as "extendedLotId", day_in(c.zone, o.effective_at - case o.kind when 'expire' then interval '1 ms' else interval '0' end) as "effectiveOn",
        day_in(c.zone, o.recorded_at) as "recordedOn",
        case when e.id is not null then jsonb_build_object('id', e.id, 'requestNumber', e.number, 'title', e.title, 'engineer', w.name, 'revision', e.revision, 'deleted', e.deleted_at is not null, 'sum', s.sum) end as entry,
        coalesce(t.list, '[]') as moves
      from page o join client_facts c on c.id = ${clientId}::uuid left join entry e on e.id = o.entry_id left join sum s on s.entry_id = o.entry_id and s.revision = o.revision
      left join person w on w.id = e.engineer_id left join person u on u.id = o.actor_id left join moves t on t.seq = o.seq) x`;
  return row?.acts ?? [];
}

/** The other clients of the moves in a stretch, by name; only staff see any. */
export function listPartners(
  tx: Tx,
  clientId: string,
  afterSeq: number,
  upToSeq: number,
): Promise<{ seq: number; name: string }[]> {
  return tx.$queryRaw<{ seq: number; name: string }[]>`
    select m.seq, c.name from hour_move m join client_facts c on c.id = m.other_client_id
    where m.client_id = ${clientId}::uuid and m.seq > ${afterSeq}::int and m.seq <= ${upToSeq}::int`;
}
