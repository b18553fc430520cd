import { addMonths, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn, instantAt } from "#app/platform/zone.server.ts";

/** The instant that work counts as done: its start, or noon of its day where no start was given; never after `at`. */
export function workedAt(
  zone: string,
  work: { workedOn: Day; start: string | null },
  at: Date,
): Result<{ workedAt: Date; startedAt: Date | null }, "day-in-future" | "start-in-future"> {
  if (work.workedOn > dayIn(zone, at)) return refuse("day-in-future");
  if (work.start === null) {
    const noon = instantAt(zone, work.workedOn, "12:00");
    return ok({ workedAt: noon > at ? at : noon, startedAt: null });
  }
  const startedAt = instantAt(zone, work.workedOn, work.start);
  return startedAt > at ? refuse("start-in-future") : ok({ workedAt: startedAt, startedAt });
}

/** Tells whether work lies further back than the days within which it may come off hours that lapsed since. */
export function isLate(workedAt: Date, fairnessDays: number, at: Date): boolean {
  return at.getTime() - workedAt.getTime() > fairnessDays * 86_400_000;
}

/** Tells whether a day of work lies further back than anything is written down for: two years, in the client's zone. */
export function isTooLongAgo(zone: string, workedOn: Day, at: Date): boolean {
  return workedOn < addMonths(dayIn(zone, at), -24);
}
