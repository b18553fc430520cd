import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** One block of a client, for staff; whole minutes at the moment asked for, `validUntil` its last day in the client's zone (null: for ever), `lapsed` what expired and was not re-granted. */
export type BlockRow = {
  lotId: number;
  source: string;
  minutes: number;
  remaining: number;
  used: number;
  lapsed: number;
  held: number;
  reversed: number;
  /** The part of what it paid that the client contests. */
  contested: number;
  validUntil: string | null;
  expiresSoon: boolean;
  /** For a correction block, the block whose minutes it re-grants; `extended` when staff extended that block. */
  fromLotId: number | null;
  extended: boolean;
};

export const blocksShown = 30;

/** Lists a client's blocks: those with something left in drawing order, then the newest others, with the number of all. One query. */
export async function listBlocks(
  tx: Tx,
  clientId: string,
  at: Date,
): Promise<{ blocks: BlockRow[]; all: number }> {
  const [row] = await tx.$queryRaw<{ blocks: BlockRow[]; all: number }[]>`
    with lot as materialized (
      select l.*, row_number() over () as place from hours_lots(${clientId}::uuid, ${at}) l
    ), shown as materialized (
      select l.* from lot l order by l.remaining_minutes = 0, case when l.remaining_minutes > 0 then l.place end, l.lot_id desc limit ${blocksShown}
    ), asked as (
      select a.lot_id, sum(a.minutes)::int as minutes
      from hours_allocations(${clientId}::uuid, array(select q.entry_id from entry_query q where q.client_id = ${clientId}::uuid and q.state = 'open')) a
      where a.lot_id is not null group by 1
    )
    select (select count(*)::int from lot) as all,
      coalesce((select jsonb_agg(jsonb_build_object('lotId', s.lot_id, 'source', s.source, 'minutes', s.minutes, 'remaining', s.remaining_minutes, 'used', s.used_minutes,
          'lapsed', s.expired_minutes - s.reissued_minutes, 'held', s.held_minutes, 'reversed', s.reversed_minutes, 'contested', coalesce(a.minutes, 0),
          'validUntil', last_day_of(c.zone, s.expires_at, s.effective_at), 'expiresSoon', s.remaining_minutes > 0 and coalesce(s.expires_at < ${at}::timestamptz + interval '30 days', false),
          'fromLotId', s.parent_lot_id, 'extended', s.parent_lot_id is not null and exists (select from hour_lot n join hour_op o on o.client_id = n.client_id and o.seq = n.opened_seq and o.kind = 'adjust'
            where n.client_id = c.id and n.id = s.lot_id)) order by s.remaining_minutes = 0, case when s.remaining_minutes > 0 then s.place end, s.lot_id desc)
        from shown s join client_facts c on c.id = ${clientId}::uuid left join asked a on a.lot_id = s.lot_id), '[]') as blocks`;
  return row ?? { blocks: [], all: 0 };
}

/** A block with something to extend: minutes that are left, or (lapsed) that expired and were not re-granted. Days in the client's zone. */
export type ExtendableLot = {
  lotId: number;
  source: string;
  leftMinutes: number;
  lapsedMinutes: number;
  lastDay: Day;
};

/** The blocks of a client with something to extend, those that still hold hours first; fifty at most. */
export async function listExtendable(tx: Tx, clientId: string, at: Date): Promise<ExtendableLot[]> {
  const rows = await tx.$queryRaw<(Omit<ExtendableLot, "lastDay"> & { lastDay: string })[]>`
    select l.lot_id as "lotId", l.source, l.remaining_minutes as "leftMinutes", l.expired_minutes - l.reissued_minutes as "lapsedMinutes",
      last_day_of(c.zone, l.expires_at, l.effective_at)::text as "lastDay"
    from client_facts c cross join lateral hours_lots(c.id, ${at}) l
    where c.id = ${clientId}::uuid and l.expires_at is not null and l.remaining_minutes + l.expired_minutes - l.reissued_minutes > 0
    order by l.expires_at < ${at}, l.expires_at, l.lot_id limit 50`;
  return rows.map((row) => ({ ...row, lastDay: day(row.lastDay) }));
}
