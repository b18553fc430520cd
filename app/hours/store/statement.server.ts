import type { JournalMove, StatementAct } from "#app/hours/rules/statement.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";

/** Where a stretch of an account's journal begins and ends: after the first number, up to the second. */
export type Stretch = {
  name: string; currency: string; opening_seq: number; closing_seq: number; opening: number; closing: number; hash: string | null; first_on: Day | null;
};

/** Finds the acts recorded between two instants, from the very first where there is no beginning. One query; null for no account in sight. */
export async function findStretch(tx: Tx, clientId: string, from: Date | null, until: Date): Promise<Stretch | null> {
  const opening = from === null ? sql`0` : sql`hours_seq_at(${clientId}::uuid, ${from})`;
  const [row] = await tx.$queryRaw<Stretch[]>`${stretchSql(clientId, opening, sql`hours_seq_at(${clientId}::uuid, ${until})`)}`;
  return row ?? null;
}

/** The same stretch again, by its numbers. */
export async function findStretchBySeq(tx: Tx, clientId: string, openingSeq: number, closingSeq: number): Promise<Stretch | null> {
  const [row] = await tx.$queryRaw<Stretch[]>`${stretchSql(clientId, sql`${openingSeq}::int`, sql`${closingSeq}::int`)}`;
  return row ?? null;
}

function stretchSql(clientId: string, opening: ReturnType<typeof sql>, closing: ReturnType<typeof sql>) {
  return sql`select c.name, c.currency::text, s.opening as opening_seq, s.closing as closing_seq, coalesce(o.net_after, 0) as opening, coalesce(e.net_after, 0) as closing, encode(e.hash, 'hex') as hash,
      (f.recorded_at at time zone c.zone)::date::text as first_on
    from client c cross join (select ${opening} as opening, ${closing} as closing) s
    left join hour_op o on o.client_id = c.id and o.seq = s.opening
    left join hour_op e on e.client_id = c.id and e.seq = s.closing
    left join hour_op f on f.client_id = c.id and f.seq = 1
    where c.id = ${clientId}::uuid`;
}

/** What moved over a stretch, like moves summed; a block's price counts where it is opened. */
export async function sumMoves(tx: Tx, clientId: string, openingSeq: number, closingSeq: number): Promise<JournalMove[]> {
  return tx.$queryRaw<JournalMove[]>`
    select o.kind::text as "opKind", t.src::text, t.dst::text, l.source::text, sum(t.minutes)::int as minutes, sum(t.value_minor)::int as "valueMinor",
      coalesce(sum(l.price_minor) filter (where t.src = 'source'), 0)::int as "priceMinor"
    from hour_transfer t
    join hour_op o on o.client_id = t.client_id and o.seq = t.seq and o.seq > ${openingSeq}::int and o.seq <= ${closingSeq}::int
    left join hour_lot l on l.client_id = t.client_id and l.id = t.lot_id
    where t.client_id = ${clientId}::uuid and t.seq > ${openingSeq}::int and t.seq <= ${closingSeq}::int
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/** The acts of a stretch, oldest first, each with its moves and the work it was for; settings change no balance and are left out. By the primary key. */
export async function listActs(tx: Tx, clientId: string, afterSeq: number, upToSeq: number): Promise<StatementAct[]> {
  const [row] = await tx.$queryRaw<{ acts: StatementAct[] }[]>`
    select coalesce(jsonb_agg(to_jsonb(x) order by x.seq), '[]') as acts from (
      select o.seq, o.kind as "opKind", o.revision, o.minutes, o.reason, u.name as actor, o.net_after as balance,
        ((o.effective_at - case o.kind when 'expire' then interval '1 ms' else interval '0' end) at time zone c.zone)::date as "effectiveOn",
        (o.recorded_at at time zone c.zone)::date as "recordedOn",
        case when e.id is not null then jsonb_build_object('id', e.id, 'requestNumber', r.number, 'title', r.title, 'engineer', w.name, 'worked', e.worked_minutes, 'revision', e.revision, 'deleted', e.deleted_at is not null,
          'rule', jsonb_build_object('minimumMinutes', e.minimum_minutes, 'roundingMinutes', e.rounding_minutes, 'multiplierPercent', e.multiplier_percent, 'free', e.free)) end as entry,
        coalesce(t.moves, '[]') as moves
      from hour_op o
      join client c on c.id = o.client_id
      left join time_entry e on e.client_id = o.client_id and e.id = case when o.subject like 'te:%' then substr(o.subject, 4)::uuid end
      left join request r on r.client_id = e.client_id and r.id = e.request_id
      left join "user" w on w.id = e.engineer_id
      left join "user" u on u.id = case when o.actor like 'user:%' then substr(o.actor, 6)::uuid end
      left join lateral (
        select jsonb_agg(jsonb_build_object('opKind', o.kind, 'src', t.src, 'dst', t.dst, 'minutes', t.minutes, 'valueMinor', t.value_minor, 'lotId', t.lot_id, 'source', l.source,
          'priceMinor', case when t.src = 'source' then l.price_minor else 0 end,
          'validUntil', case when t.src = 'source' then ((nullif(l.expires_at, 'infinity') - interval '1 ms') at time zone c.zone)::date end,
          'forRequest', fr.number) order by t.line) as moves
        from hour_transfer t
        left join hour_lot l on l.client_id = t.client_id and l.id = t.lot_id
        left join time_entry fe on fe.client_id = t.client_id and fe.id = case when t.subject like 'te:%' then substr(t.subject, 4)::uuid end
        left join request fr on fr.client_id = fe.client_id and fr.id = fe.request_id
        where t.client_id = ${clientId}::uuid and t.seq = o.seq) t on true
      where o.client_id = ${clientId}::uuid and o.seq > ${afterSeq}::int and o.seq <= ${upToSeq}::int and o.kind <> 'configure') x`;
  return row?.acts ?? [];
}
