import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Api } from "#test/emulator/api.ts";
import { control } from "#test/emulator/control.ts";
import { FaultQueue } from "#test/emulator/faults.ts";
import { header, sendJson } from "#test/emulator/http.ts";
import { type Issue, Journal, type LoggedRequest } from "#test/emulator/journal.ts";
import { type JsonObject, str } from "#test/emulator/json.ts";
import { isLoopback } from "#test/emulator/loopback.ts";
import { hosted } from "#test/emulator/pages/hosted.ts";
import { expireDueSessions } from "#test/emulator/resources/checkout-completion.ts";
import { createEndpoint } from "#test/emulator/resources/events.ts";
import { eventProblems } from "#test/emulator/schemas/check-response.ts";
import { Store } from "#test/emulator/store.ts";
import { RETRY_DELAYS_MS, WebhookSender } from "#test/emulator/webhooks.ts";
import { World } from "#test/emulator/world.ts";

export type { Issue, LoggedRequest };

/** Where the emulator sends events, and the secret it signs them with. */
type WebhookTarget = { url: string; secret: string; enabledEvents?: string[] };

/** How to start an emulator; everything has a default. */
export type EmulatorOptions = {
  port?: number;
  stateFile?: string;
  webhooks?: WebhookTarget[];
  retryDelaysMs?: number[];
  validateResponses?: boolean;
  controlToken?: string;
  /** What its clock shows (ms); the system's time unless told otherwise. */
  now?: () => number;
};

/** A running emulator. */
export type Emulator = {
  url: string;
  host: string;
  port: number;
  controlToken: string;
  close(): Promise<void>;
  issues(): Issue[];
  log(): LoggedRequest[];
};

const HOST = "127.0.0.1";
const EXPIRY_CHECK_MS = 1_000;
const DELIVERY_GRACE_MS = 3_000;

/** Starts the offline Stripe on this computer only; refuses to in production. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  if (process.env["NODE_ENV"] === "production")
    throw new Error("the Stripe emulator doesn't run in production");
  const targets = options.webhooks ?? [];
  for (const { url } of targets) {
    if (!isLoopback(url))
      throw new Error(`the Stripe emulator only sends webhooks to localhost, not to ${url}`);
  }
  const parts = assemble(options, targets);
  const server = createServer((request, response) => void answer(parts, request, response));
  const port = await listen(server, options.port ?? 0);
  parts.world.baseUrl = `http://${HOST}:${String(port)}`;
  parts.register();
  parts.sender.resume();
  const timer = setInterval(() => {
    parts.tick();
  }, EXPIRY_CHECK_MS);
  timer.unref();
  return {
    url: parts.world.baseUrl,
    host: HOST,
    port,
    controlToken: parts.token,
    close: async () => {
      clearInterval(timer);
      parts.sender.close();
      parts.world.store.save();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    issues: () => [...parts.journal.issues],
    log: () => [...parts.journal.requests],
  };
}

type Parts = ReturnType<typeof assemble>;

function assemble(options: EmulatorOptions, targets: WebhookTarget[]) {
  const validateResponses = options.validateResponses ?? false;
  const store = new Store(options.stateFile);
  const journal = new Journal();
  const faults = new FaultQueue();
  const clock = options.now ?? Date.now;
  const sender = new WebhookSender(store, options.retryDelaysMs ?? RETRY_DELAYS_MS, clock);
  const world = new World(store, clock, (event) => {
    if (validateResponses) noteProblems(journal, event);
    sender.enqueue(event);
  });
  const register = () => {
    registerTargets(world, targets);
  };
  const tick = () => {
    if (!expireDueSessions(world)) return;
    store.save();
    sender.flush();
  };
  const afterAnswer = () =>
    setImmediate(() => {
      sender.flush();
    });
  return {
    world,
    sender,
    faults,
    journal,
    register,
    tick,
    token: options.controlToken ?? randomUUID(),
    nonce: randomUUID(),
    api: new Api({ world, faults, journal, validateResponses, afterAnswer }),
    reset: () => {
      sender.clear();
      faults.clear();
      journal.clear();
      store.reset();
      register();
    },
    redirect: (go: () => void) => sendThenGo(world, sender, go),
  };
}

function noteProblems(journal: Journal, event: JsonObject): void {
  for (const problem of eventProblems(event)) journal.issue("event", str(event["type"]), problem);
}

function registerTargets(world: World, targets: WebhookTarget[]): void {
  for (const { url, secret, enabledEvents = ["*"] } of targets) {
    const known = world.store.all("webhook_endpoint").find((one) => one["url"] === url);
    const endpoint = known ?? createEndpoint(world, url, secret, enabledEvents);
    endpoint["enabled_events"] = enabledEvents;
    world.store.notes(endpoint["id"])["secret"] = secret;
  }
  world.store.save();
}

async function sendThenGo(world: World, sender: WebhookSender, go: () => void): Promise<void> {
  world.store.save();
  if (sender.switches.afterRedirect) go();
  sender.flush();
  if (sender.switches.afterRedirect) return;
  await sender.settled(DELIVERY_GRACE_MS);
  go();
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const path = request.url ?? "/";
    if (!isLoopback(`http://${header(request, "host")}`)) {
      sendJson(response, 403, '{"error":{"message":"loopback only"}}');
      return;
    }
    parts.tick();
    if (path.startsWith("/_emu")) {
      await control(parts, request, response);
      return;
    }
    if (await hosted(parts, request, response)) return;
    await parts.api.handle(request, response);
  } catch (error) {
    parts.journal.issue(
      "crash",
      request.url ?? "",
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    if (!response.headersSent)
      sendJson(response, 500, '{"error":{"type":"api_error","message":"The emulator failed."}}');
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      if (address && typeof address === "object") resolve(address.port);
      else reject(new Error("the emulator got no port"));
    });
  });
}
