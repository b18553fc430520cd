import { createHmac } from "node:crypto";
import { freshId } from "#test/emulator/ids.ts";
import type { JsonObject } from "#test/emulator/json.ts";
import { num, str, strs } from "#test/emulator/json.ts";
import type { PendingDelivery, Store } from "#test/emulator/store.ts";
import { defaultSwitches, type WebhookSwitches } from "#test/emulator/webhook-switches.ts";

/** One attempt to deliver one event. */
type DeliveryAttempt = {
  event: string;
  type: string;
  url: string;
  attempt: number;
  status: number | "failed";
  at: string;
};

/** The default waits before the retries of a webhook. */
export const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000, 600_000];

const LAST_ATTEMPT = 60;
const TIMEOUT_MS = 10_000;

/** Signs a payload as Stripe does: `t=…,v1=…` over `t.payload`. */
export function signature(payload: string, secret: string, seconds: number): string {
  const hmac = createHmac("sha256", secret)
    .update(`${String(seconds)}.${payload}`)
    .digest("hex");
  return `t=${String(seconds)},v1=${hmac}`;
}

/** Sends events to the webhook endpoints, and again until they are taken. */
export class WebhookSender {
  switches: WebhookSwitches = defaultSwitches();
  readonly attempts: DeliveryAttempt[] = [];
  readonly #store: Store;
  readonly #delays: number[];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #underway = new Set<Promise<void>>();
  readonly #held: PendingDelivery[] = [];
  #closed = false;

  readonly #clock: () => number;

  constructor(store: Store, delays: number[], clock: () => number) {
    this.#store = store;
    this.#clock = clock;
    this.#delays = delays.length > 0 ? delays : RETRY_DELAYS_MS;
  }

  /** Queues a fresh event for every endpoint that wants it; nothing is sent before `flush`. */
  enqueue(event: JsonObject): void {
    for (const endpoint of this.#store.all("webhook_endpoint").reverse()) {
      if (endpoint["status"] !== "enabled" || !wants(endpoint, str(event["type"]))) continue;
      const copies = 1 + this.switches.duplicates;
      for (let copy = 0; copy < copies; copy += 1) this.#hold(event, endpoint, copy === 0);
    }
  }

  /** Queues an event again, whatever became of it before. */
  resend(event: JsonObject): void {
    for (const endpoint of this.#store.all("webhook_endpoint").reverse()) this.#hold(event, endpoint, true);
  }

  #hold(event: JsonObject, endpoint: JsonObject, counts: boolean): void {
    const delivery = {
      id: freshId("whd"),
      event: str(event["id"]),
      endpoint: str(endpoint["id"]),
      attempts: 0,
      dueAt: Date.now(),
    };
    if (counts) event["pending_webhooks"] = num(event["pending_webhooks"]) + 1;
    this.#store.deliveries.push(delivery);
    this.#held.push(delivery);
  }

  /** Takes up the deliveries that an earlier process left behind. */
  resume(): void {
    this.#held.push(...this.#store.deliveries.filter((one) => !this.#held.includes(one)));
    this.flush();
  }

  /** Sends what is queued, unless paused. */
  flush(order: "created" | "reverse" | string[] = "created"): void {
    if (this.switches.paused || this.#closed) return;
    const batch = this.#held.splice(0);
    if (order === "reverse" || this.switches.reorder) batch.reverse();
    if (Array.isArray(order)) batch.sort((one, other) => this.#rank(one, order) - this.#rank(other, order));
    let before: Promise<void> = Promise.resolve();
    for (const delivery of batch) {
      const wait = Math.max(delivery.dueAt - Date.now(), this.switches.delayMs);
      if (wait > 0) this.#schedule(delivery, wait);
      else before = this.#track(before.then(() => this.#attempt(delivery)));
    }
  }

  #rank(delivery: PendingDelivery, order: string[]): number {
    const place = order.indexOf(str(this.#store.peek("event", delivery.event)?.["type"]));
    return place < 0 ? order.length : place;
  }

  /** Resolves once every attempt under way has been answered, or after the time given. */
  async settled(withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (this.#underway.size > 0 && Date.now() < deadline) {
      const pause = new Promise((done) => setTimeout(done, Math.min(50, deadline - Date.now())));
      await Promise.race([Promise.all(this.#underway), pause]);
    }
  }

  /** Drops every queued delivery. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#held.length = 0;
    this.attempts.length = 0;
    this.switches = defaultSwitches();
  }

  /** Stops sending; what is pending stays in the store. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.#underway.delete(tracked));
    this.#underway.add(tracked);
    return tracked;
  }

  #schedule(delivery: PendingDelivery, wait: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(delivery.id);
      if (this.switches.paused) this.#held.push(delivery);
      else void this.#track(this.#attempt(delivery));
    }, wait);
    timer.unref();
    this.#timers.set(delivery.id, timer);
  }

  async #attempt(delivery: PendingDelivery): Promise<void> {
    const event = this.#store.peek("event", delivery.event);
    const endpoint = this.#store.peek("webhook_endpoint", delivery.endpoint);
    if (this.#closed) return;
    if (!event || !endpoint) {
      this.#finish(delivery);
      return;
    }
    delivery.attempts += 1;
    const status = await this.#post(event, endpoint);
    this.attempts.push({
      event: delivery.event,
      type: str(event["type"]),
      url: str(endpoint["url"]),
      attempt: delivery.attempts,
      status,
      at: new Date().toISOString(),
    });
    const taken = typeof status === "number" && status >= 200 && status < 300;
    if (taken) event["pending_webhooks"] = Math.max(0, num(event["pending_webhooks"]) - 1);
    if (taken || delivery.attempts >= LAST_ATTEMPT) {
      this.#finish(delivery);
      return;
    }
    const wait = this.#delays[Math.min(delivery.attempts, this.#delays.length) - 1] ?? 0;
    delivery.dueAt = Date.now() + wait;
    if (this.#isClosed()) return;
    this.#store.save();
    this.#schedule(delivery, wait);
  }

  #isClosed(): boolean {
    return this.#closed;
  }

  #finish(delivery: PendingDelivery): void {
    this.#store.deliveries = this.#store.deliveries.filter((one) => one !== delivery);
    this.#store.save();
  }

  async #post(event: JsonObject, endpoint: JsonObject): Promise<number | "failed"> {
    const payload = JSON.stringify(event, null, 2);
    const known = str(this.#store.notes(endpoint["id"])["secret"]);
    const secret = this.switches.badSignature ? "whsec_wrong" : known;
    const seconds = Math.floor(this.#clock() / 1000) - (this.switches.staleTimestamp ? 3600 : 0);
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Stripe/1.0 (emulator)",
      "stripe-signature": signature(payload, secret, seconds),
    };
    try {
      const response = await fetch(str(endpoint["url"]), {
        method: "POST",
        redirect: "manual",
        body: payload,
        headers,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return "failed";
    }
  }
}

function wants(endpoint: JsonObject, type: string): boolean {
  const enabled = strs(endpoint["enabled_events"]);
  return enabled.includes("*") || enabled.includes(type);
}
