import { addDays, type Day } from "#app/platform/day.ts";

export type QueryState = "open" | "accepted" | "upheld" | "withdrawn";

/** Why an entry can't be asked about (any more). */
export type NoQuery = "deleted" | "waits" | "asked-before" | "too-late";

/** The last day on which a client may ask about an entry, in days of the client's zone. */
export function lastDayToAsk(recordedOn: Day, days: number): Day {
  return addDays(recordedOn, days);
}

/** Why this entry can't be asked about as it stands today; null when it can. Each revision may be asked about once. */
export function whyNoQuery(
  entry: { deleted: boolean; revision: number; recordedOn: Day; askedRevisions: readonly number[] },
  days: number,
  today: Day,
): NoQuery | null {
  if (entry.deleted) return "deleted";
  if (entry.revision === 0) return "waits";
  if (entry.askedRevisions.includes(entry.revision)) return "asked-before";
  return today > lastDayToAsk(entry.recordedOn, days) ? "too-late" : null;
}
