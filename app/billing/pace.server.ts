import { forecast, paceDays } from "#app/hours/rules/forecast.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type Pace = { availableMinutes: number; perMonthMinutes: number | null };

type Row = { minutes: number; entries: number; since: string | null; net: number };

/** What a client has left (below zero when it owes) and what it uses a month, by the last 90 days. */
export async function findPace(tx: Tx, clientId: string, today: Day): Promise<Pace> {
  const from = addDays(today, 1 - paceDays);
  const [row] = await tx.$queryRaw<Row[]>`
    select coalesce(sum(e.billable_minutes) filter (where e.worked_on >= ${from}::date), 0)::int as minutes,
      (count(*) filter (where e.worked_on >= ${from}::date and e.billable_minutes > 0))::int as entries, min(e.worked_on)::text as since,
      coalesce((select b.available_minutes - b.owed_minutes from hours_balance(${clientId}::uuid, ${now()}) b), 0)::int as net
    from time_entry_facts e where e.client_id = ${clientId}::uuid and e.deleted_at is null and e.revision > 0`;
  const seen = row?.since
    ? forecast({
        today,
        availableMinutes: row.net,
        usedMinutes: row.minutes,
        usedEntries: row.entries,
        since: day(row.since),
        validUntil: null,
      })
    : null;
  return { availableMinutes: row?.net ?? 0, perMonthMinutes: seen?.perMonthMinutes ?? null };
}
