import { AsyncLocalStorage } from "node:async_hooks";

import { env } from "#app/platform/env.server.ts";

const story = new AsyncLocalStorage<Date>();

/** The present instant; rehearsals may run with an offset, production never does. Rules are told today, they don't ask. */
export function now(): Date {
  return story.getStore() ?? new Date(Date.now() + env().clockOffsetMs);
}

/** Runs the function, and all that it starts, as of an instant: for the demo story and tests, which act through the real verbs. */
export function asOf<T>(at: Date, run: () => T): T {
  return story.run(at, run);
}
