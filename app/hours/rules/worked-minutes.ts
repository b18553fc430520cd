import { ok, refuse, type Result } from "#app/platform/result.ts";

/** Which of two instants a clock time means on the night on which an hour comes twice. */
export const hourChoices = ["first", "second"] as const;
export type HourChoice = (typeof hourChoices)[number];

export type WorkedRefusal =
  | "duration-missing"
  | "end-without-start"
  | "end-is-start"
  | "too-long"
  | "duration-differs"
  | "no-such-start"
  | "no-such-end"
  | "which-start"
  | "which-end";

/** The longest entry, and the longest that is not asked about once more. */
export const longestMinutes = 1440;
export const unaskedMinutes = 720;

/** What a clock time may mean: no instant where the hour is skipped, two where it comes twice. */
export type Clock = { instants: readonly Date[]; choice: HourChoice | null };

/** What was typed of one piece of work: the start, the end on the start's day and on the next one (`clock`: how its text compares with the start's), and a duration in minutes. */
export type TypedTime = {
  start: Clock | null;
  end: { sameDay: Clock; nextDay: Clock; clock: "earlier" | "same" | "later" } | null;
  duration: number | null;
};

/**
 * When work began and how many minutes it took: the elapsed time between two instants, or the duration given. An end that does not
 * come after the start lies on the next day.
 */
export function workedMinutes(
  typed: TypedTime,
): Result<{ startedAt: Date | null; minutes: number }, WorkedRefusal> {
  const started = typed.start && instantOf(typed.start, "no-such-start", "which-start");
  if (started && !started.ok) return started;
  const startedAt = started?.value ?? null;
  if (typed.end === null) {
    const minutes = inRange(typed.duration);
    return minutes.ok ? ok({ startedAt, minutes: minutes.value }) : minutes;
  }
  if (startedAt === null) return refuse("end-without-start");
  const ended = endAfter(startedAt, typed.end);
  if (!ended.ok) return ended;
  const minutes = Math.round((ended.value.getTime() - startedAt.getTime()) / 60_000);
  if (typed.duration !== null && typed.duration !== minutes) return refuse("duration-differs");
  const inside = inRange(minutes);
  return inside.ok ? ok({ startedAt, minutes }) : inside;
}

/** The first end after the start; where an hour comes twice, the one that was chosen. */
function endAfter(start: Date, end: NonNullable<TypedTime["end"]>): Result<Date, WorkedRefusal> {
  const { instants, choice } = end.sameDay;
  const later = instants.filter((instant) => instant > start);
  const [first, second] = later;
  if (first && !second && (choice === null || instants.length === 1)) return ok(first);
  if (first) {
    const chosen = instantOf(end.sameDay, "no-such-end", "which-end");
    return chosen.ok && chosen.value <= start ? refuse("end-is-start") : chosen;
  }
  if (end.clock === "same") return refuse("end-is-start");
  return end.clock === "later" ? refuse("no-such-end") : instantOf(end.nextDay, "no-such-end", "which-end");
}

function instantOf<Missing extends WorkedRefusal, Twice extends WorkedRefusal>(
  { instants: [first, second], choice }: Clock,
  missing: Missing,
  twice: Twice,
): Result<Date, Missing | Twice> {
  if (!first) return refuse(missing);
  if (!second) return ok(first);
  if (choice === null) return refuse(twice);
  return ok(choice === "first" ? first : second);
}

function inRange(minutes: number | null): Result<number, WorkedRefusal> {
  if (minutes === null || minutes <= 0) return refuse("duration-missing");
  return minutes > longestMinutes ? refuse("too-long") : ok(minutes);
}
