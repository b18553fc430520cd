import { env } from "#app/platform/env.server.ts";

/** The present instant; rehearsals may run with an offset, production never does. Rules are told today, they don't ask. */
export function now(): Date {
  return new Date(Date.now() + env().clockOffsetMs);
}
