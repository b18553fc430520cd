import { standing } from "#app/hours/rules/balance.ts";
import { forecast } from "#app/hours/rules/forecast.ts";
import { sortRunway, type Runway } from "#app/hours/runway/runway-list.ts";
import { findRunways, type Found } from "#app/hours/store/runway.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, daysBetween, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
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
