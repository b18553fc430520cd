import { createHash } from "node:crypto";

import { claimAnswer, keepAnswer, type KeptAnswer } from "#app/api/keys/answer-store.server.ts";
import type { LiveKey } from "#app/api/keys/key-store.server.ts";
import { findCaller } from "#app/api/keys/make-key.server.ts";
import type { Answer, Operation, ReadyCall, ReadyRevision } from "#app/api/operation.ts";
import { findOperation } from "#app/api/operations.server.ts";
import { problem, titleOf, type Problem } from "#app/api/problem.ts";
import { etagOf, isCurrent, isKnown } from "#app/api/rules/etag.ts";
import { refusedByLedger } from "#app/hours/ledger.server.ts";
import { may } from "#app/identity/permission.ts";
import { countLetter } from "#app/identity/quota.server.ts";
import { networkOf } from "#app/identity/rules/throttle-subjects.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { countWithin } from "#app/identity/throttle.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope, sqlStateOf } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale, withLocale } from "#app/platform/i18n/locale.server.ts";
import { reportError } from "#app/platform/error-report.server.ts";
import { errorText, log } from "#app/platform/log.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

/** How many calls a key may make within a minute, on all web processes together. */
export const callsAMinute = 600;
const wrongKeysAMinute = 60;

/** A call as it came in. `body` reads the bytes; null where there are too many. */
export type Call = {
  method: string;
  /** Below /api/v1. */
  path: string;
  query: URLSearchParams;
  header: (name: string) => string | undefined;
  body: () => Promise<Buffer | null>;
};

export type Reply = { status: number; headers: Record<string, string>; body: unknown };

/**
 * Answers a call of the API: who calls (by bearer alone), how often, what, and whether the key may; then one transaction. What a
 * problem says is in the language that the call accepts, else in English; its name is the same in each.
 */
export function answerCall(call: Call): Promise<Reply> {
  const acceptLanguage = call.header("accept-language");
  return withLocale(requestLocale({ acceptLanguage }, "en"), async () => {
    try {
      return await answer(call);
    } catch (error) {
      return replyTo(problemOf(error));
    }
  });
}

async function answer(call: Call): Promise<Reply> {
  const key = await authenticate(call.header("authorization"));
  if ("status" in key) return replyTo(key);
  const isWithin = await countWithin(`api:${key.id}`, callsAMinute, 1);
  if (!isWithin) return replyTo(tooMany());
  const found = findOperation(call.method, call.path);
  if (!found) return replyTo(problem("not-found"));
  if (found.found === "path")
    return replyTo(problem("method-not-allowed", { headers: { allow: found.allow.join(", ") } }));
  const { operation, params } = found;
  const scope = scopeOf(key);
  const permitted = !operation.permission || may(scope, operation.permission);
  if (!permitted || !key.scopes.includes(operation.scope))
    return replyTo(problem("scope-missing", { detail: `It needs ${operation.scope}.` }));
  const body =
    operation.method === "get"
      ? { ok: true as const, value: {}, bytes: Buffer.alloc(0) }
      : await readBody(call);
  if (!body.ok) return replyTo(body.problem);
  const read = operation.read({ params, query: Object.fromEntries(call.query), body: body.value });
  if (!read.ok) return replyTo(problem("invalid-request", { errors: read.problems }));
  if (operation.method === "get")
    return unlessKnown(call, replyWith(operation, await readInScope(scope, (tx) => read.run(tx, scope))));
  return change({ call, key, scope, operation, bytes: body.bytes, run: read.run, revision: read.revision });
}

/** What was read with its entity tag; without its body for a caller who has it already. */
function unlessKnown(call: Call, reply: Reply): Reply {
  if (reply.status !== 200) return reply;
  const digest = createHash("sha256").update(JSON.stringify(reply.body)).digest("base64url").slice(0, 22);
  const revision: unknown = Reflect.get(Object(reply.body), "revision");
  const etag = etagOf(digest, typeof revision === "number" ? revision : null);
  if (isKnown(call.header("if-none-match") ?? "", etag))
    return { status: 304, headers: { etag }, body: null };
  return { ...reply, headers: { ...reply.headers, etag } };
}

async function authenticate(header: string | undefined): Promise<LiveKey | Problem> {
  const bearer = /^Bearer (tgd_[\w-]{43})$/i.exec(header ?? "")?.[1];
  const key = bearer === undefined ? null : await findCaller(bearer);
  if (key) return key;
  const network = networkOf(requestContext()?.ip ?? "unknown");
  if (!(await countWithin(`api-refused:${network}`, wrongKeysAMinute, 1))) return tooMany();
  return problem("not-authenticated", { headers: { "www-authenticate": "Bearer" } });
}

const tooMany = (seconds = 60): Problem =>
  problem("too-many-requests", { headers: { "retry-after": String(seconds) } });

/** The person that the key acts as; the audit log and letters' limits know which key it was. */
function scopeOf({ id, name, person }: LiveKey): StaffScope {
  const scope: StaffScope = { kind: "staff", ...person, sessionId: id };
  const context = requestContext();
  if (context) {
    context.via = name;
    context.countLetter = () => countLetter(scope);
  }
  return scope;
}

type Body = { ok: true; value: unknown; bytes: Buffer } | { ok: false; problem: Problem };

async function readBody(call: Call): Promise<Body> {
  const type = call.header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return { ok: false, problem: problem("not-json") };
  const bytes = await call.body();
  if (bytes === null) return { ok: false, problem: problem("body-too-large") };
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"), withoutNuls);
    return { ok: true, value, bytes };
  } catch {
    return { ok: false, problem: problem("invalid-json") };
  }
}

/** No text column takes a NUL, which comes along with pasted text. */
const withoutNuls = (_name: string, value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll("\0", "") : value;

type Change = {
  call: Call;
  key: LiveKey;
  scope: StaffScope;
  operation: Operation;
  bytes: Buffer;
  run: ReadyCall;
  revision: ReadyRevision;
};

/** Runs a change once for each Idempotency-Key, and only where the row is as `If-Match` says: its answer is kept in its own transaction, and who repeats it gets that answer. */
async function change({ call, key, scope, operation, bytes, run, revision }: Change): Promise<Reply> {
  const idemKey = call.header("idempotency-key") ?? "";
  if (!/^[!-~]{1,200}$/.test(idemKey)) return replyTo(problem("idempotency-key-missing"));
  const ifMatch = revision ? call.header("if-match") : undefined;
  const head = `${call.method} ${call.path}${ifMatch === undefined ? "" : ` ${ifMatch}`}\n`;
  const requestHash = createHash("sha256").update(head).update(bytes).digest();
  const claim = { keyId: key.id, idemKey, requestHash, at: now() };
  const done = await refusedByLedger(() =>
    inScope(scope, async (tx) => {
      const claimed = await claimAnswer(tx, claim);
      if (claimed !== "first") return { claimed, after: undefined };
      const isOutdated = ifMatch !== undefined && revision && !isCurrent(ifMatch, await revision(tx, scope));
      const answered = isOutdated ? null : await run(tx, scope);
      const reply = answered ? replyWith(operation, answered) : replyTo(problem("precondition-failed"));
      const kept = { status: reply.status, body: reply.body };
      await keepAnswer(tx, claim, kept);
      return { claimed: kept, after: answered?.ok ? answered.after : undefined };
    }),
  );
  if ("refusal" in done) return replyWith(operation, done);
  await done.after?.();
  if (done.claimed === "other-request") return replyTo(problem("other-request"));
  return replyOf(done.claimed);
}

const problemType = "application/problem+json";

function replyOf({ status, body }: KeptAnswer): Reply {
  return { status, body, headers: { "content-type": status < 400 ? "application/json" : problemType } };
}

function replyWith(operation: Operation, result: Answer<unknown>): Reply {
  if (result.ok) return replyOf({ status: operation.status, body: result.value });
  if (result.refusal === "invalid-cursor") return replyTo(problem("invalid-cursor"));
  const { status = 409, refusal: name, errors } = result;
  return replyTo({ status, name, ...(errors ? { errors } : {}) });
}

/** A problem as it goes out. */
export function replyTo({ status, name, detail, errors, headers = {} }: Problem): Reply {
  const requestId = requestContext()?.requestId;
  return {
    status,
    headers: { "content-type": problemType, ...headers },
    body: {
      type: `${env().origin}/api#${name}`,
      title: titleOf(name),
      status,
      ...(detail ? { detail } : {}),
      ...(requestId && status >= 500 ? { requestId } : {}),
      ...(errors ? { errors } : {}),
    },
  };
}

/** What was thrown, as a problem: a missing row, more letters than an hour has, rows that somebody else changes, or a fault of ours. */
function problemOf(error: unknown): Problem {
  const init: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "init") : null;
  const status: unknown = typeof init === "object" && init !== null ? Reflect.get(init, "status") : null;
  if (status === 404) return problem("not-found");
  if (status === 429) return tooMany(3600);
  if (["40P01", "55P03"].includes(sqlStateOf(error) ?? "")) return problem("busy");
  log.error({ error: errorText(error) }, "a call of the API failed");
  reportError(error, { kind: "api" });
  return problem("internal-error");
}
