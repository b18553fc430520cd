import { pino, type LoggerOptions } from "pino";

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

const out = pino.destination();
const options = {
  level: env().logLevel,
  timestamp: pino.stdTimeFunctions.isoTime,
  base: undefined,
  hooks: { streamWrite: redact },
  mixin: () => {
    const context = requestContext();
    return context ? { requestId: context.requestId } : {};
  },
} satisfies LoggerOptions;

/** The log: one JSON line an event, UTC, with the request's id; secrets are hidden by their names and by how they look. */
export const log = pino(
  {
    ...options,
    redact: {
      paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: "[hidden]",
    },
  },
  out,
);

const requestLog = pino(options, out);

/** Writes the line of a request that was answered: the same log, whose lines of these fields alone need no search for secrets by name. */
export function logRequest(line: {
  method: string;
  path: string;
  status: number;
  ms: number;
  ip: string;
}): void {
  requestLog.info(line, "request");
}
