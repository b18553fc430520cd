import { findUse } from "#app/billing/balance-store.server.ts";
import { forecast, paceDays } from "#app/hours/rules/forecast.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type Pace = { availableMinutes: number; perMonthMinutes: number | null };

/** What a client has left (below zero when it owes) and what it uses a month, by the last 90 days. */
export async function findPace(tx: Tx, clientId: string, today: Day): Promise<Pace> {
  const from = addDays(today, 1 - paceDays);
  const row = await findUse(tx, clientId, from);
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
