import { env } from "#app/platform/env.server.ts";

/** When a schedule begins. Far ahead of any system's clock: what is asked of the queue at once, which goes by PostgreSQL's, is due. */
export const beginMs = Date.parse("2100-06-16T10:00:00Z");

/** What all clocks show in a schedule (ms). */
export const clock = { at: beginMs };

/** The system's time (ms), also once goByClock() hides it. */
export const systemTime = Date.now.bind(Date);

/** Has this process go by the schedules' clock. It stands still within a step: the same seed sees the same times, however busy this machine is. */
export function goByClock(): void {
  env().clockOffsetMs = 0;
  Date.now = () => clock.at;
}
