import type { Extension } from "#app/hours/adjustments/extension-words.ts";
import type { EntrySum } from "#app/hours/rules/statement.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

import { entrySums } from "./entry-sums.server.ts";

export type LedgerRow = {
  seq: number;
  kind: "credit" | "time" | "expire" | "configure" | "payment" | "adjust" | "move" | "convert";
  minutes: number | null;
  revision: number | null;
  reason: string | null;
  actor: string | null;
  effectiveOn: string;
  recordedOn: string;
  change: number;
  balance: number;
  entryId: string | null;
  title: string | null;
  lotId: number | null;
  source: string | null;
  currency: string;
  /** The block that this act extended, and the later day until which what is left is good. */
  extension: Extension | null;
};

export const opsPerPage = 50;

const opColumns = sql`o.seq, o.kind, o.minutes, o.revision, o.reason, coalesce(u.name, case when o.actor like 'user:%' then null else o.actor end) as actor,
  day_in(c.zone, o.effective_at) as "effectiveOn", day_in(c.zone, o.recorded_at) as "recordedOn",
  o.net_after - coalesce((select p.net_after from hour_op p where p.client_id = o.client_id and p.seq = o.seq - 1), 0) as change, o.net_after as balance,
  e.id as "entryId", r.title, l.id as "lotId", l.source, c.currency::text as currency,
  (select jsonb_build_object('lotId', n.parent_lot_id, 'intoLotId', n.id, 'until', last_day_of(c.zone, n.expires_at, n.effective_at), 'minutes', n.minutes,
      'revivedMinutes', n.minutes - coalesce((select sum(x.minutes) from hour_transfer x where x.client_id = o.client_id and x.seq = o.seq and x.src = 'lot' and x.dst = 'expired'), 0))
    from hour_transfer s join hour_lot n on n.client_id = s.client_id and n.id = s.lot_id and n.expires_at < 'infinity'
    where o.kind = 'adjust' and s.client_id = o.client_id and s.seq = o.seq and s.src = 'source' limit 1) as extension`;

const opJoins = sql`join client_facts c on c.id = o.client_id
  left join time_entry e on e.client_id = o.client_id and e.id = case when o.subject like 'te:%' then substr(o.subject, 4)::uuid end
  left join request_facts r on r.client_id = e.client_id and r.id = e.request_id
  left join hour_lot l on l.client_id = o.client_id and l.id = (select min(t.lot_id) from hour_transfer t where t.client_id = o.client_id and t.seq = o.seq and t.src in ('source', 'lot') and o.kind in ('credit', 'expire') and (t.src = 'source' or o.kind = 'expire'))
  left join user_facts u on u.id = case when o.actor like 'user:%' then substr(o.actor, 6)::uuid end`;

/** One page of everything that ever moved the balance, newest first, with the balance after each: one query, by the primary key. */
export async function listOps(
  tx: Tx,
  clientId: string,
  page: number,
): Promise<{ head: number; rows: LedgerRow[] }> {
  const [found] = await tx.$queryRaw<{ head: number; rows: LedgerRow[] }[]>`
    select a.seq as head, coalesce((select jsonb_agg(to_jsonb(x) order by x.seq desc) from (
      select ${opColumns} from hour_op o ${opJoins}
      where o.client_id = ${clientId}::uuid and o.seq <= a.seq - ${(page - 1) * opsPerPage}::int and o.seq > a.seq - ${page * opsPerPage}::int) x), '[]') as rows
    from hour_account a where a.client_id = ${clientId}::uuid`;
  return found ?? { head: 0, rows: [] };
}

/** What happened to an entry at one of its revisions, and its arithmetic then; null where none was kept. */
export type EntryOpRow = LedgerRow & { sum: EntrySum | null };

/** All that happened to one entry, oldest first. */
export async function listEntryOps(tx: Tx, clientId: string, entryId: string): Promise<EntryOpRow[]> {
  return tx.$queryRaw<EntryOpRow[]>`
    select x.seq, x.kind, x.minutes, x.revision, x.reason, x.actor, x."effectiveOn"::text, x."recordedOn"::text, x.change, x.balance, x."entryId"::text, x.title, x."lotId", x.source, x.currency, x.extension, s.sum
    from (select ${opColumns} from hour_op o ${opJoins}
      where o.client_id = ${clientId}::uuid and o.subject = ${`te:${entryId}`} and o.revision is not null) x
    left join (${entrySums(clientId, sql`array[${entryId}::uuid]`)}) s on s.revision = x.revision
    order by x.seq`;
}
