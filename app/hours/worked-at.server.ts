import { addDays, addMonths, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn, instantAt, instantsAt, startOfDay } from "#app/platform/zone.server.ts";

import { unaskedMinutes, workedMinutes, type Clock, type HourChoice } from "./rules/worked-minutes.ts";
import type { TimeRefusal, WorkedTime } from "./work-details.ts";

/** `ownZone` is the MSP's, by whose clock engineers type; `zone` is the client's, by whose days work is counted. */
export type Clocks = { zone: string; ownZone: string };

/** When work was done: its day for the client, the instant that it counts as, and the minutes that passed. */
export type When = {
  workedOn: Day;
  workedAt: Date;
  startedAt: Date | null;
  workedMinutes: number;
};

/**
 * Reads when work was done from what was typed by the engineers' clock. Without a start it counts at noon of its day, never after
 * `at`. Refused: what has not ended by `at` (with an end before its start, that), a time that the clock skipped, and more than twelve hours that nobody confirmed
 * (`before`: the minutes that an entry had already, which need no new confirmation).
 */
export function workedAt(
  { zone, ownZone }: Clocks,
  work: WorkedTime,
  at: Date,
  before = 0,
): Result<When, TimeRefusal> {
  if (work.workedOn > dayIn(ownZone, at)) return refuse("day-in-future");
  const clock = (value: Day, time: string, choice: HourChoice | null): Clock => ({
    instants: instantsAt(ownZone, value, time),
    choice,
  });
  const { workedOn: typedOn, start, end = null } = work;
  const known = start === null ? null : clock(typedOn, start, work.startHour ?? null);
  const worked = workedMinutes({
    start: known && { ...known, choice: known.choice ?? choiceOf(known, work.startedAt) },
    end:
      end === null
        ? null
        : {
            sameDay: clock(typedOn, end, work.endHour ?? null),
            nextDay: clock(addDays(typedOn, 1), end, work.endHour ?? null),
            clock: end === start ? "same" : end < (start ?? "") ? "earlier" : "later",
          },
    duration: work.workedMinutes || null,
  });
  if (!worked.ok) return worked;
  const { startedAt, minutes } = worked.value;
  if (startedAt && startedAt > at) return refuse("start-in-future");
  const earliest = startedAt ?? startOfDay(ownZone, typedOn);
  if (earliest.getTime() + minutes * 60_000 > at.getTime())
    // An end that is earlier than the start lies on the next day; one that is still to come was meant for the same day.
    return refuse(end !== null && start !== null && end < start ? "end-before-start" : "not-ended");
  if (minutes > Math.max(unaskedMinutes, before) && work.long !== true) return refuse("long");
  const noon = instantAt(ownZone, typedOn, "12:00");
  const today = dayIn(zone, at);
  const plainDay = typedOn > today ? today : typedOn;
  return ok({
    workedOn: startedAt ? dayIn(zone, startedAt) : plainDay,
    workedAt: startedAt ?? (noon > at ? at : noon),
    startedAt,
    workedMinutes: minutes,
  });
}

/** Which of the two instants of a repeated hour an entry's known start is; null where it is neither. */
function choiceOf({ instants: [first, second] }: Clock, known: Date | null | undefined): HourChoice | null {
  if (!known) return null;
  if (first?.getTime() === known.getTime()) return "first";
  return second?.getTime() === known.getTime() ? "second" : null;
}

/** Tells whether work was done more than the fairness days ago, so that hours which expired since can't pay for it. */
export function isLate(workedAt: Date, fairnessDays: number, at: Date): boolean {
  return at.getTime() - workedAt.getTime() > fairnessDays * 86_400_000;
}

/** Tells whether a day of work is more than two years ago in the client's zone: nothing is logged for such days. */
export function isTooLongAgo(zone: string, workedOn: Day, at: Date): boolean {
  return workedOn < addMonths(dayIn(zone, at), -24);
}
