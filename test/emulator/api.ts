import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expandResponse } from "#test/emulator/expand.ts";
import type { Fault, FaultQueue } from "#test/emulator/faults.ts";
import { handlers } from "#test/emulator/handlers.ts";
import { header, readBody, sendJson } from "#test/emulator/http.ts";
import { freshId } from "#test/emulator/ids.ts";
import type { Journal, LoggedRequest } from "#test/emulator/journal.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { str, strs } from "#test/emulator/json.ts";
import { refuseNotEmulated } from "#test/emulator/not-emulated.ts";
import { matchRoute, type Match } from "#test/emulator/router.ts";
import { responseProblems } from "#test/emulator/schemas/check-response.ts";
import { decodeForm, readRequest } from "#test/emulator/schemas/read-request.ts";
import { subset } from "#test/emulator/schemas/subset.ts";
import type { StoredAnswer } from "#test/emulator/store.ts";
import { notEmulated, StripeRefusal } from "#test/emulator/stripe-refusal.ts";
import type { World } from "#test/emulator/world.ts";

/** What the API stands on. */
type ApiParts = {
  world: World;
  faults: FaultQueue;
  journal: Journal;
  validateResponses: boolean;
  afterAnswer: () => void;
};

type Answer = { status: number; body: string };

/** One request as it comes over the wire, its headers in small letters. */
export type Wire = { method: string; url: string; headers: Record<string, string | undefined>; body: string };

/** What comes of a request. */
export type Outcome = (Answer & { headers: Record<string, string> }) | "cut off" | "no answer";

type Asked = Match & { path: string; query: string; form: string; key: string | null };

const PLANNED_REFUSALS: Record<string, [number, JsonObject & { message: string }]> = {
  "500": [500, { type: "api_error", message: "An unknown error occurred (set by the control API)." }],
  "500_kept": [500, { type: "api_error", message: "An unknown error occurred (set by the control API)." }],
  "500_after": [500, { type: "api_error", message: "An unknown error occurred (set by the control API)." }],
  "400": [400, { code: "parameter_invalid", message: "This request is refused (set by the control API)." }],
  "429": [429, { code: "rate_limit", message: "Too many requests (set by the control API)." }],
  "409": [
    409,
    { code: "lock_timeout", message: "This object cannot be accessed right now (set by the control API)." },
  ],
};

/** Failures that Stripe keeps under the key of the request; `500_kept` without having done anything. */
const KEPT_FAULTS = ["500_kept", "500_after"];
const KEY_SECONDS = 24 * 3600;

/** Answers /v1: route, decode, auth, fault, idempotency, validate, handle, expand, check. */
export class Api {
  readonly #parts: ApiParts;
  readonly #running = new Set<string>();

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  /** Answers one request of the API over HTTP. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const names = ["idempotency-key", "authorization", "stripe-version"];
      const headers = Object.fromEntries(names.map((name) => [name, header(request, name)]));
      const body = await readBody(request);
      const come = await this.ask({ method: request.method ?? "GET", url: request.url ?? "", headers, body });
      if (come === "cut off") response.destroy();
      else if (come === "no answer") await new Promise((done) => response.once("close", done));
      else sendJson(response, come.status, come.body, come.headers);
    } finally {
      this.#parts.afterAnswer();
    }
  }

  /** What comes of one request: an answer, or a connection that is cut off or hangs, as a fault wants it. */
  async ask({ method, url, headers: asks, body }: Wire): Promise<Outcome> {
    const { pathname, search } = new URL(url, "http://emulator");
    const entry = this.#logEntry(method, pathname, asks["idempotency-key"] ?? "");
    const headers: Record<string, string> = { "request-id": entry.id, "stripe-version": subset().apiVersion };
    try {
      const match = matchRoute(method, pathname);
      if (!match) throw unrecognised(method, pathname);
      entry.operation = match.operation;
      checkAuth(asks["authorization"] ?? "");
      checkVersion(asks["stripe-version"] ?? "");
      const form = method === "POST" ? body : search.slice(1);
      const key = method === "POST" ? entry.idempotencyKey : null;
      const fault = this.#parts.faults.take(match.operation);
      if (fault?.mode === "drop_before") return "cut off";
      if (fault?.mode === "hang") return "no answer";
      if (fault) failBefore(fault);
      const answer = await this.#answer(
        { ...match, path: pathname, query: search, form, key },
        entry,
        fault,
        headers,
      );
      entry.status = fault?.mode === "drop_after" ? "dropped" : answer.status;
      if (fault?.mode === "hang_after") return "no answer";
      if (fault?.mode === "delay_after") await sleep(fault.ms);
      return fault?.mode === "drop_after" ? "cut off" : { ...answer, headers };
    } catch (error) {
      const answer = this.#refusal(error, entry);
      entry.status = answer.status;
      if (answer.status === 501) headers["stripe-should-retry"] = "false";
      return { ...answer, headers };
    }
  }

  #logEntry(method: string, path: string, key: string): LoggedRequest {
    const entry: LoggedRequest = {
      id: freshId("req"),
      method,
      path,
      operation: "",
      params: {},
      idempotencyKey: key === "" ? null : key,
      status: "dropped",
      replayed: false,
    };
    this.#parts.journal.requests.push(entry);
    return entry;
  }

  async #answer(
    asked: Asked,
    entry: LoggedRequest,
    fault: Fault | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const { store } = this.#parts.world;
    const now = this.#parts.world.now();
    if (asked.key === null) return this.#execute(asked, entry, fault);
    const fingerprint = `${asked.operation} ${asked.path} ${asked.form}`;
    const stored = store.answers.get(asked.key);
    if (stored && now - (stored.at ?? now) < KEY_SECONDS) {
      entry.replayed = true;
      headers["idempotent-replayed"] = "true";
      return replay(stored, fingerprint, asked.key);
    }
    if (this.#running.has(asked.key)) throw keyInUse(asked.key);
    this.#running.add(asked.key);
    try {
      const answer = await this.#execute(asked, entry, fault);
      if (answer.status < 400 || answer.status === 402 || answer.status === 500) {
        store.answers.set(asked.key, { fingerprint, ...answer, at: now });
        store.save();
      }
      return answer;
    } finally {
      this.#running.delete(asked.key);
    }
  }

  async #execute(asked: Asked, entry: LoggedRequest, fault: Fault | undefined): Promise<Answer> {
    const { world } = this.#parts;
    const handler = handlers[asked.operation];
    if (!handler) throw notEmulated(asked.operation);
    const params = readRequest(asked.operation, decodeForm(asked.form));
    entry.params = params;
    refuseNotEmulated(asked.operation, params);
    if (fault?.mode === "delay") await sleep(fault.ms);
    world.cause = { requestId: entry.id, idempotencyKey: entry.idempotencyKey };
    try {
      const planned = fault && KEPT_FAULTS.includes(fault.mode) ? PLANNED_REFUSALS[fault.mode] : undefined;
      if (planned && fault?.mode === "500_kept") throw new StripeRefusal(...planned);
      const result = handler(world, { operation: asked.operation, ids: asked.ids, params });
      if (planned) throw new StripeRefusal(...planned);
      const body = expandResponse(world, result, strs(params["expand"]));
      this.#check(asked.operation, body);
      return { status: 200, body: JSON.stringify(body) };
    } catch (error) {
      return this.#refusal(error, entry);
    } finally {
      world.cause = undefined;
      if (entry.method !== "GET") world.store.save();
    }
  }

  #check(operation: string, body: JsonObject): void {
    if (!this.#parts.validateResponses) return;
    for (const problem of responseProblems(operation, body))
      this.#parts.journal.issue("response", operation, problem);
  }

  #refusal(error: unknown, entry: LoggedRequest): Answer {
    const { journal } = this.#parts;
    if (error instanceof StripeRefusal) {
      const { code, message } = Object(error.body["error"]) as { code?: string; message: string };
      if (code === "parameter_unknown") journal.issue("parameter_unknown", entry.operation, message);
      if (code === "not_emulated") journal.issue("not_emulated", entry.operation, message);
      return { status: error.status, body: JSON.stringify(error.body) };
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    journal.issue("crash", entry.operation, detail);
    const message = `The emulator failed: ${error instanceof Error ? error.message : "unknown"}`;
    return { status: 500, body: JSON.stringify({ error: { type: "api_error", message } }) };
  }
}

function failBefore({ mode }: Fault): void {
  const planned = PLANNED_REFUSALS[mode];
  if (planned && !KEPT_FAULTS.includes(mode)) throw new StripeRefusal(...planned);
}

function checkAuth(authorization: string): void {
  const [scheme, credentials = ""] = authorization.split(" ");
  const key =
    scheme === "Basic" ? (Buffer.from(credentials, "base64").toString().split(":")[0] ?? "") : credentials;
  if (/^(sk|rk)_test_\w+/.test(key)) return;
  const message =
    key === ""
      ? "You did not provide an API key."
      : "Invalid API Key provided: the emulator takes sk_test_ and rk_test_ keys only.";
  throw new StripeRefusal(401, { message });
}

function checkVersion(version: string): void {
  const { apiVersion } = subset();
  if (version === "" || version === apiVersion) return;
  throw new StripeRefusal(400, {
    message: `Invalid Stripe API version: ${version}. The emulator speaks ${apiVersion}.`,
  });
}

function unrecognised(method: string, path: string): StripeRefusal {
  return new StripeRefusal(404, { message: `Unrecognized request URL (${method}: ${path}).` });
}

function keyInUse(key: string): StripeRefusal {
  return new StripeRefusal(409, {
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this idempotency key (${key}).`,
  });
}

function replay(stored: StoredAnswer, fingerprint: string, key: string): Answer {
  if (stored.fingerprint === fingerprint) return { status: stored.status, body: stored.body };
  throw new StripeRefusal(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${str(key)}' if you meant to execute a different request.`,
  });
}
