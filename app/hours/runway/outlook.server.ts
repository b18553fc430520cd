import { forecast, type Forecast } from "#app/hours/rules/forecast.ts";
import { findPace } from "#app/hours/store/runway.server.ts";
import { day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** When a client's hours run out at the pace of the last 90 days; null when there is too little to go by. */
export async function findOutlook(tx: Tx, clientId: string, at: Date): Promise<Forecast | null> {
  const row = await findPace(tx, clientId, at);
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
