import type { Request, RequestHandler } from "express";

import { answerCall, callsAMinute } from "#app/api/answer-call.server.ts";
import { openApiDocument } from "#app/api/document.server.ts";

const mostBytes = 1_000_000;

/**
 * The API for programs, below /api/v1. It stands before the fences for browsers: it reads no cookie, so that no page of another site
 * can use who is signed in, and it takes chunked bodies. Callers bring a key as a bearer.
 */
export const apiHandler: RequestHandler = (req, res, next) => {
  const url = new URL(req.originalUrl, "http://here");
  answerCall({
    method: req.method,
    path: url.pathname.slice("/api/v1".length),
    query: url.searchParams,
    header: (name) => req.get(name),
    body: () => readBytes(req),
  }).then(({ status, headers, body }) => {
    res.status(status);
    res.setHeader("cache-control", "no-store");
    res.setHeader("ratelimit-policy", `"default";q=${callsAMinute};w=60`);
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.end(status === 304 ? undefined : JSON.stringify(body));
  }, next);
};

/** The OpenAPI document, for generators of clients. */
export const apiDocument: RequestHandler = (_req, res) => {
  res.setHeader("cache-control", "public, max-age=300");
  res.json(openApiDocument());
};

/** The bytes of a body, counted while they come in; null for more than the limit. */
async function readBytes(req: Request): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > mostBytes) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
