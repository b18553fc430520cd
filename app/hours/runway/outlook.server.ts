import { forecast, type Forecast } from "#app/hours/rules/forecast.ts";
import { day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

type Row = {
  zone: string;
  available: number;
  used: number;
  entries: number;
  since: string | null;
  valid_until: string | null;
};

/** When a client's hours run out at the pace of the last 90 days; null when there is too little to go by. */
export async function findOutlook(tx: Tx, clientId: string, at: Date): Promise<Forecast | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select c.zone, coalesce(b.available_minutes, 0) as available, p.used, p.entries,
      (select day_in(c.zone, o.effective_at)::text from hour_op o where o.client_id = c.id and o.seq = 1) as since,
      (select case when max(l.expires_at) < 'infinity' then max(last_day_of(c.zone, l.expires_at, l.effective_at))::text end from hour_lot l
        where l.client_id = c.id and l.is_open and l.expires_at > ${at}) as valid_until
    from client_facts c left join hours_balance(c.id, ${at}) b on true
    cross join lateral (
      select coalesce(sum(e.billable_minutes), 0)::int as used, count(*)::int as entries from time_entry e
      where e.client_id = c.id and e.deleted_at is null and e.revision > 0 and e.worked_on > day_in(c.zone, ${at}::timestamptz) - 90) p
    where c.id = ${clientId}::uuid`;
  if (!row) return null;
  const today = dayIn(row.zone, at);
  return forecast({
    today,
    availableMinutes: row.available,
    usedMinutes: row.used,
    usedEntries: row.entries,
    since: row.since === null ? today : day(row.since),
    validUntil: row.valid_until === null ? null : day(row.valid_until),
  });
}
