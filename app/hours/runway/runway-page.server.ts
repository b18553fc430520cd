import { standing } from "#app/hours/rules/balance.ts";
import { forecast, paceDays } from "#app/hours/rules/forecast.ts";
import { sortRunway, type Runway } from "#app/hours/runway/runway-list.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, daysBetween, type Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import type { ListState } from "#app/ui/table/list-state.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** A client on the board: minutes whole, below zero when owed; days in the client's zone. */
export type RunwayRow = Runway & {
  id: string;
  daysLeft: number | null;
  /** At this pace some hours are still there when they expire. */
  lapses: boolean;
  nextExpiryMinutes: number;
  topupMode: string;
  /** Minutes billed in each of the last twelve weeks, the oldest first. */
  weeks: number[];
};

/** Every client with hours, in the order asked for: one query, whatever their number. */
export async function getRunway(scope: StaffScope, sort: ListState["sort"] = null): Promise<RunwayRow[]> {
  const at = now();
  const rows = await readInScope(scope, (tx) => findRunways(tx, at));
  return sortRunway(
    rows.map((row) => toRunway(row, at)),
    sort,
  );
}

type Found = {
  id: string;
  name: string;
  zone: string;
  available: number;
  owed: number;
  threshold: number;
  topup_mode: string;
  expires_on: string | null;
  expiring: number;
  valid_until: string | null;
  used: number;
  entries: number;
  since: string | null;
  weeks: number[];
};

function findRunways(tx: Tx, at: Date): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    select c.id::text, c.name, c.zone, b.available_minutes as available, b.owed_minutes as owed, b.threshold_minutes as threshold, s.topup_mode,
      open.expires_on::text, b.expiring_minutes as expiring,
      open.valid_until::text, pace.used, pace.entries, recent.weeks,
      (select day_in(c.zone, o.effective_at)::text from hour_op o where o.client_id = c.id and o.seq = 1) as since
    from client_facts c
    join hours_balances(${at}) b on b.client_id = c.id
    join hour_setting s on s.client_id = c.id
    left join lateral (
      select min(last_day_of(c.zone, l.expires_at, l.effective_at)) as expires_on,
        case when max(l.expires_at) < 'infinity' then max(last_day_of(c.zone, l.expires_at, l.effective_at)) end as valid_until
      from hour_lot l where l.client_id = c.id and l.is_open and l.expires_at > ${at}) open on true
    cross join lateral (
      select coalesce(sum(e.billable_minutes), 0)::int as used, count(*)::int as entries from time_entry e
      where e.client_id = c.id and e.deleted_at is null and e.revision > 0 and e.worked_on > day_in(c.zone, ${at}::timestamptz) - ${paceDays}::int) pace
    cross join lateral (
      select array_agg(w.minutes order by w.n desc) as weeks from (
        select n, coalesce(sum(e.billable_minutes), 0)::int as minutes from generate_series(0, 11) n
        left join time_entry e on e.client_id = c.id and e.deleted_at is null and e.revision > 0
          and e.worked_on between day_in(c.zone, ${at}::timestamptz) - 7 * n - 6 and day_in(c.zone, ${at}::timestamptz) - 7 * n
        group by n) w) recent
    where c.ended_at is null and (b.owed_minutes > 0 or exists (select from hour_lot l where l.client_id = c.id))`;
}

function toRunway(row: Found, at: Date): RunwayRow {
  const today = dayIn(row.zone, at);
  const netMinutes = row.available - row.owed;
  const asDay = (text: string | null): Day | null => (text === null ? null : day(text));
  const outlook = forecast({
    today,
    availableMinutes: row.available,
    usedMinutes: row.used,
    usedEntries: row.entries,
    since: asDay(row.since) ?? today,
    validUntil: asDay(row.valid_until),
  });
  const emptyOn = outlook?.emptyOn ?? null;
  return {
    id: row.id,
    name: row.name,
    netMinutes,
    level: standing(netMinutes, row.threshold),
    emptyOn,
    daysLeft: emptyOn === null ? null : daysBetween(today, emptyOn),
    lapses: outlook?.lapses ?? false,
    perMonthMinutes: outlook?.perMonthMinutes ?? null,
    nextExpiryOn: asDay(row.expires_on),
    nextExpiryMinutes: row.expiring,
    topupMode: row.topup_mode,
    weeks: row.weeks,
  };
}
