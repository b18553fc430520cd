import { AsyncLocalStorage } from "node:async_hooks";

import { env } from "#app/platform/env.server.ts";

const fixedClock = new AsyncLocalStorage<Date>();

/**
 * The application's present instant: the one clock of every business rule. Tests move it by TEST_CLOCK_OFFSET_MS, which production refuses.
 * Only durations of sign-in (sessions, lockouts, codes) and of the job queue go by the system's clock.
 */
export function now(): Date {
  return fixedClock.getStore() ?? new Date(Date.now() + env().clockOffsetMs);
}

/** The system's time at which the application's clock will show `at`: for PostgreSQL's queue, which knows no other clock. */
export function systemTimeOf(at: Date): Date {
  return new Date(Date.now() + at.getTime() - now().getTime());
}

/** Runs the function, and all that it starts, as of an instant: for the demo data and tests, which act through the real verbs. */
export function asOf<T>(at: Date, run: () => T): T {
  return fixedClock.run(at, run);
}
