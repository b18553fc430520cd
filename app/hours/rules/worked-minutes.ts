import { ok, refuse, type Result } from "#app/platform/result.ts";

export type WorkedRefusal =
  "duration-missing" | "end-without-start" | "end-is-start" | "too-long" | "duration-differs";

/** The longest entry: a day. */
export const longestMinutes = 1440;

/** How long somebody worked, from a duration in minutes or from wall-clock times (`14:30`); an end before the start lies after midnight. */
export function workedMinutes(input: {
  start: string | null;
  end: string | null;
  duration: number | null;
}): Result<number, WorkedRefusal> {
  if (input.end === null) return inRange(input.duration);
  if (input.start === null) return refuse("end-without-start");
  const between = (minuteOfDay(input.end) - minuteOfDay(input.start) + longestMinutes) % longestMinutes;
  if (between === 0) return refuse("end-is-start");
  if (input.duration !== null && input.duration !== between) return refuse("duration-differs");
  return ok(between);
}

function inRange(minutes: number | null): Result<number, WorkedRefusal> {
  if (minutes === null || minutes <= 0) return refuse("duration-missing");
  return minutes > longestMinutes ? refuse("too-long") : ok(minutes);
}

/** Minutes since midnight of a wall-clock time. */
function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
