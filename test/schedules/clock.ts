import { env } from "#app/platform/env.server.ts";

/** What all clocks show in a schedule (ms). */
export const clock = { at: Date.now() };

/** Has the application go by the schedules' clock. It stands still within a step: the same seed sees the same times, however busy this machine is. */
export function goByClock(): void {
  Object.defineProperty(env(), "clockOffsetMs", { get: () => clock.at - Date.now(), configurable: true });
}
