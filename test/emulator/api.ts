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
type Asked = Match & { path: string; query: string; form: string; key: string | null };

const PLANNED_REFUSALS: Record<string, [number, JsonObject & { message: string }]> = {
  "500": [500, { type: "api_error", message: "An unknown error occurred (set by the control API)." }],
  "500_kept": [500, { type: "api_error", message: "An unknown error occurred (set by the control API)." }],
  "500_after": [500, { type: "api_error", message: "An unknown error occurred (set by the control API)." }],
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

  /** Answers one request of the API. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://emulator");
    const method = request.method ?? "GET";
    const body = await readBody(request);
    const entry = this.#logEntry(method, url.pathname, header(request, "idempotency-key"));
    const headers: Record<string, string> = { "request-id": entry.id, "stripe-version": subset().apiVersion };
    try {
      const match = matchRoute(method, url.pathname);
      if (!match) throw unrecognised(method, url.pathname);
      entry.operation = match.operation;
      checkAuth(header(request, "authorization"));
      checkVersion(header(request, "stripe-version"));
      const form = method === "POST" ? body : url.search.slice(1);
      const asked = {
        ...match,
        path: url.pathname,
        query: url.search,
        form,
        key: method === "POST" ? entry.idempotencyKey : null,
      };
      const fault = this.#parts.faults.take(match.operation);
      if (fault && (await this.#failBefore(fault, response))) return;
      const answer = await this.#answer(asked, entry, fault, headers);
      entry.status = fault?.mode === "drop_after" ? "dropped" : answer.status;
      if (fault?.mode === "hang_after") await new Promise((done) => response.once("close", done));
      else if (fault?.mode === "drop_after") response.destroy();
      else sendJson(response, answer.status, answer.body, headers);
    } catch (error) {
      const answer = this.#refusal(error, entry);
      entry.status = answer.status;
      if (answer.status === 501) headers["stripe-should-retry"] = "false";
      sendJson(response, answer.status, answer.body, headers);
    } finally {
      this.#parts.afterAnswer();
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

  async #failBefore(fault: Fault, response: ServerResponse): Promise<boolean> {
    if (fault.mode === "drop_before") response.destroy();
    if (fault.mode === "hang") await new Promise((done) => response.once("close", done));
    if (fault.mode === "drop_before" || fault.mode === "hang") return true;
    const planned = PLANNED_REFUSALS[fault.mode];
    if (planned && !KEPT_FAULTS.includes(fault.mode)) throw new StripeRefusal(...planned);
    return false;
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
      return { status: 200, body: JSON.stringify(body, null, 2) };
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
      return { status: error.status, body: JSON.stringify(error.body, null, 2) };
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    journal.issue("crash", entry.operation, detail);
    const message = `The emulator failed: ${error instanceof Error ? error.message : "unknown"}`;
    return { status: 500, body: JSON.stringify({ error: { type: "api_error", message } }) };
  }
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
