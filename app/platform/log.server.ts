import { pino } from "pino";

import { env } from "#app/platform/env.server.ts";
import { redact } from "#app/platform/redact.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

const secrets = [
  "password",
  "token",
  "secret",
  "code",
  "cookie",
  "authorization",
  "stripe-signature",
  "set-cookie",
  "backupCodes",
];

/** What the log keeps of an error: its stack where it has one. */
export const errorText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** The log: one JSON line an event, UTC, with the request's id; secrets are hidden by their names and by how they look. */
export const log = pino({
  level: env().logLevel,
  timestamp: pino.stdTimeFunctions.isoTime,
  base: undefined,
  redact: {
    paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    censor: "[hidden]",
  },
  hooks: { streamWrite: redact },
  mixin: () => {
    const context = requestContext();
    return context ? { requestId: context.requestId } : {};
  },
});
