import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";

import { stillSignedIn } from "#app/identity/signed-in.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { log } from "#app/platform/log.server.ts";

import { listenToChanges, type LiveEvent } from "./listen.server.ts";

/** How many streams one person may have open on a process; a browser needs one. */
const mostStreams = 10;
const beatMs = 20_000;
const checkMs = 60_000;

const streams = new Map<ExpressResponse, string>();

/**
 * Streams hints that requests changed, as server-sent events: to staff of every request by its id, to a client's people that something of their
 * client's changed. 401 for who is not signed in (a redirect would end the browser's reconnecting), 429 above ten streams. Ends with the session, and when that goes to another client or role.
 */
export const liveStream: RequestHandler = (req, res, next) => {
  openStream(req, res).catch(next);
};

async function openStream(req: ExpressRequest, res: ExpressResponse): Promise<void> {
  const person = await whoAsks(req);
  if (!person) return void res.status(401).end();
  const open = [...streams.values()].filter((userId) => userId === person.userId).length;
  if (open >= mostStreams) return void res.status(429).end();
  streams.set(res, person.userId);
  res.writeHead(200, {
    "content-type": "text/event-stream",
    // Compression holds events back.
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  res.write("retry: 3000\n\nevent: sync\ndata: {}\n\n");
  const stop = listenToChanges((event) => {
    const text = eventFor(person, event);
    if (text) res.write(text);
  });
  const beat = setInterval(() => res.write(": \n\n"), beatMs);
  const check = setInterval(() => {
    whoAsks(req).then(
      (still) => isSamePlace(person, still) || res.end(),
      (error: unknown) => log.warn({ error: String(error) }, "a stream's session can't be looked up"),
    );
  }, checkMs);
  res.on("close", () => {
    stop();
    clearInterval(beat);
    clearInterval(check);
    streams.delete(res);
  });
}

/** Whether a stream may go on: the same session, at the same client or the MSP, in the same role. */
export function isSamePlace(was: Scope, still: Scope | null): boolean {
  if (!still || still.sessionId !== was.sessionId || still.role !== was.role) return false;
  return still.kind === "staff"
    ? was.kind === "staff"
    : was.kind === "client" && still.clientId === was.clientId;
}

/** What a person hears of an event; null for what is not theirs. */
export function eventFor(scope: Scope, event: LiveEvent): string | null {
  if (event.kind === "sync") return "event: sync\ndata: {}\n\n";
  const { client, request } = event.hint;
  if (scope.kind === "staff") return `event: change\ndata: ${JSON.stringify({ request })}\n\n`;
  return client === scope.clientId ? "event: change\ndata: {}\n\n" : null;
}

/** The signed-in person, read afresh: a session that ended since the stream began is found. */
async function whoAsks(req: ExpressRequest): Promise<Scope | null> {
  const person = await stillSignedIn({ headers: new Headers({ cookie: req.get("cookie") ?? "" }) });
  return person && !person.mustEnrol ? person.scope : null;
}

/** Ends every stream, so that the server can close. */
export function endStreams(): void {
  for (const res of streams.keys()) res.end();
}
