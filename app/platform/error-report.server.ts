import { randomBytes } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { redact, redactPath } from "#app/platform/redact.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

/** Where an unexpected error came up: in a request (with its path), in a call of the API or in a job (with its name). */
export type ErrorPlace = { kind: "request" | "api" | "job"; name?: string };

/** How often and how long reports are sent. */
const perMinute = 30;
const atOnce = 2;
const timeOutMs = 3000;

/** Makes a sender of reports to a Sentry-compatible service, with its own limits; `dsn` as that service shows it. */
export function errorReporter(dsn: string): (error: unknown, place: ErrorPlace) => void {
  const { url, key } = endpointOf(dsn);
  let inFlight = 0;
  let sent: number[] = [];
  return (error, place) => {
    try {
      const at = performance.now();
      sent = sent.filter((time) => at - time < 60_000);
      if (inFlight >= atOnce || sent.length >= perMinute) return;
      const body = envelopeOf(error, place);
      sent.push(at);
      inFlight += 1;
      void send(url, key, body).finally(() => (inFlight -= 1));
    } catch (failure) {
      log.debug({ failure: String(failure) }, "an error could not be reported");
    }
  };
}

async function send(url: string, key: string, body: string): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(timeOutMs),
      headers: {
        "content-type": "application/x-sentry-envelope",
        "x-sentry-auth": `Sentry sentry_version=7, sentry_client=tegoed/1.0, sentry_key=${key}`,
      },
      body,
    });
    await answer.body?.cancel();
    if (!answer.ok) log.debug({ status: answer.status }, "an error report was refused");
  } catch (failure) {
    log.debug({ failure: String(failure) }, "an error could not be reported");
  }
}

let current: ReturnType<typeof errorReporter> | undefined;

/**
 * Reports an unexpected error to the service of SENTRY_DSN; without that setting nothing is sent. Sent without waiting: two at once and 30 a
 * minute, the others are dropped. Never throws. The report has the error's kind, its code and its stack's places, never its message, which
 * could quote what somebody typed: the log has that, by the request's id.
 */
export function reportError(error: unknown, place: ErrorPlace): void {
  const { sentryDsn } = env();
  if (!sentryDsn) return;
  current ??= errorReporter(sentryDsn);
  current(error, place);
}

/** The address that takes reports, and the public key, of a DSN: https://KEY@HOST/PATH/PROJECT. */
function endpointOf(dsn: string): { url: string; key: string } {
  const { protocol, host, username, pathname } = new URL(dsn);
  const cut = pathname.lastIndexOf("/");
  return {
    url: `${protocol}//${host}${pathname.slice(0, cut)}/api/${pathname.slice(cut + 1)}/envelope/`,
    key: username,
  };
}

function envelopeOf(error: unknown, { kind, name }: ErrorPlace): string {
  const id = randomBytes(16).toString("hex");
  const at = now().toISOString();
  const requestId = requestContext()?.requestId;
  const event = {
    event_id: id,
    timestamp: at,
    platform: "node",
    level: "error",
    environment: env().mode,
    transaction: name === undefined ? kind : kind === "job" ? name : shapeOf(name),
    tags: { kind, ...(requestId ? { requestId } : {}) },
    exception: { values: [exceptionOf(error)] },
  };
  return [{ event_id: id, sent_at: at }, { type: "event" }, event]
    .map((part) => JSON.stringify(part))
    .join("\n");
}

/** A path without what tells one page of a kind from another: its parts that are not plain words. */
function shapeOf(path: string): string {
  return redactPath(path)
    .split("/")
    .map((part) => (/^[a-z]{0,15}(?:-[a-z]{1,15}){0,3}$/.test(part) ? part : ":id"))
    .join("/");
}

function exceptionOf(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, value: "not an Error" };
  const code: unknown = Reflect.get(error, "code");
  return {
    type: plainWord(error.name) ?? "Error",
    value: plainWord(code) ?? "See the log",
    stacktrace: { frames: framesOf(error) },
  };
}

/** A code or a class's name; null for anything that could be a text. */
function plainWord(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z0-9_]{1,40}$/.test(value) && redact(value) === value
    ? value
    : null;
}

const frame = /^ {4}at (?:(.+) \()?([^()\s]+):(\d+):(\d+)\)?$/;

/** The places of a stack, the outermost first, without the message above them. */
function framesOf({ stack = "", message }: Error) {
  const said = stack.indexOf(message);
  const places = message && said >= 0 ? stack.slice(said + message.length) : stack;
  return places
    .split("\n")
    .flatMap((line) => {
      const [, fn, file, row, column] = frame.exec(line) ?? [];
      if (file === undefined) return [];
      return [{ function: fn ?? "?", filename: redact(file), lineno: Number(row), colno: Number(column) }];
    })
    .slice(0, 30)
    .reverse();
}
