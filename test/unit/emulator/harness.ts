import { createServer } from "node:http";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { JsonObject } from "#test/emulator/json.ts";
import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
  type Issue,
} from "#test/emulator/start-emulator.ts";

export const SECRET = "whsec_test_of_the_emulator";

/** A webhook that arrived: its verified event and how it came. */
type Arrival = { event: Stripe.Event; signature: string; attempt: number };

/** A receiver of webhooks that verifies them as the application would. */
type Receiver = {
  url: string;
  arrivals: Arrival[];
  rejected: string[];
  /** The answers of the next deliveries; 200 when used up. */
  statuses: number[];
  types(): string[];
  close(): Promise<void>;
};

/** Starts a receiver of signed webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const attempts = new Map<string, number>();
  const receiver: Receiver = {
    url: "",
    arrivals: [],
    rejected: [],
    statuses: [],
    types: () => [],
    close: async () => {},
  };
  receiver.types = () => receiver.arrivals.map(({ event }) => event.type);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = String(request.headers["stripe-signature"]);
      try {
        const event = Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, SECRET);
        const attempt = (attempts.get(event.id) ?? 0) + 1;
        attempts.set(event.id, attempt);
        receiver.arrivals.push({ event, signature, attempt });
        response.writeHead(receiver.statuses.shift() ?? 200).end();
      } catch (error) {
        receiver.rejected.push(error instanceof Error ? error.message : "unknown");
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (!address || typeof address !== "object") throw new Error("no port");
  receiver.url = `http://127.0.0.1:${String(address.port)}/webhooks/stripe`;
  receiver.close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return receiver;
}

/** A Stripe client that talks to an emulator. */
export function clientOf(emulator: { port: number }, key = "sk_test_emulator", retries = 2): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port: emulator.port,
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: retries,
  });
}

/** Everything that a test of the emulator works with. */
class Bench {
  receiver: Receiver | undefined;
  emulator: Emulator | undefined;
  readonly allowed: Issue["kind"][] = [];

  get stripe(): Stripe {
    return clientOf(this.running);
  }

  get running(): Emulator {
    if (!this.emulator) throw new Error("the emulator isn't running");
    return this.emulator;
  }

  get hooks(): Receiver {
    if (!this.receiver) throw new Error("the receiver isn't running");
    return this.receiver;
  }

  /** Calls the control API. */
  async control(path: string, body?: object): Promise<JsonObject> {
    const response = await fetch(`${this.running.url}/_emu/${path}`, {
      method: body ? "POST" : "GET",
      headers: { "x-emulator-token": this.running.controlToken },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`control ${path}: ${String(response.status)} ${await response.text()}`);
    return (await response.json()) as JsonObject;
  }

  /** Posts a form of a hosted page, not following the redirect. */
  async post(
    path: string,
    fields: Record<string, string>,
  ): Promise<{ status: number; location: string; html: string }> {
    const response = await fetch(new URL(path, this.running.url), {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(fields),
    });
    return {
      status: response.status,
      location: response.headers.get("location") ?? "",
      html: await response.text(),
    };
  }

  /** Waits until the receiver has had an event of a type, and gives the last one. */
  async event<T extends Stripe.Event["type"]>(type: T): Promise<Extract<Stripe.Event, { type: T }>> {
    await expect.poll(() => this.hooks.types(), { interval: 5, timeout: 5000 }).toContain(type);
    const found = this.hooks.arrivals.map(({ event }) => event).findLast((event) => event.type === type);
    return found as Extract<Stripe.Event, { type: T }>;
  }
}

/** One emulator and receiver for a test file, emptied before each test; a response of wrong shape fails its test. */
export function useBench(options: EmulatorOptions = {}): Bench {
  const bench = new Bench();
  beforeAll(async () => {
    bench.receiver = await startReceiver();
    bench.emulator = await startEmulator({
      webhooks: [{ url: bench.hooks.url, secret: SECRET }],
      retryDelaysMs: [10, 20, 30],
      validateResponses: true,
      ...options,
    });
  });
  beforeEach(async () => {
    await bench.control("reset", {});
    bench.allowed.length = 0;
    bench.hooks.arrivals.length = 0;
    bench.hooks.rejected.length = 0;
    bench.hooks.statuses.length = 0;
  });
  afterEach(() => {
    const wrong = bench.running.issues().filter(({ kind }) => !bench.allowed.includes(kind));
    expect(wrong).toEqual([]);
  });
  afterAll(async () => {
    await bench.emulator?.close();
    await bench.receiver?.close();
  });
  return bench;
}

/** The error that a promise must end in. */
export async function refusalOf(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

/** The parameters of a purchase of ten hours at 21 % VAT. */
export function blockOf(
  customer: string,
  rate: string,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    customer,
    client_reference_id: "order_1",
    locale: "nl",
    line_items: [
      {
        price_data: {
          currency: "eur",
          unit_amount: 95_000,
          tax_behavior: "exclusive",
          product_data: { name: "10 uren" },
        },
        quantity: 1,
        tax_rates: [rate],
      },
    ],
    allowed_payment_method_types: ["card", "ideal", "bancontact", "sepa_debit"],
    invoice_creation: {
      enabled: true,
      invoice_data: {
        metadata: { orderId: "order_1" },
        footer: "Dank u wel",
        custom_fields: [{ name: "PO", value: "4711" }],
      },
    },
    payment_intent_data: { metadata: { orderId: "order_1" } },
    metadata: { orderId: "order_1" },
    success_url: "http://localhost:3000/billing/return?session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "http://localhost:3000/billing",
    ...more,
  };
}

/** A client company and the Dutch VAT rate. */
export async function dutchCustomer(stripe: Stripe): Promise<{ customer: string; rate: string }> {
  const address = { line1: "Kade 1", postal_code: "1012 AB", city: "Amsterdam", country: "NL" };
  const customer = await stripe.customers.create({
    name: "Bakkerij Jansen B.V.",
    email: "info@jansen.example",
    address,
  });
  const rate = await stripe.taxRates.create({
    display_name: "Btw",
    percentage: 21,
    inclusive: false,
    country: "NL",
    tax_type: "vat",
  });
  return { customer: customer.id, rate: rate.id };
}

/** The id of something that Stripe shows as an id or as a whole. */
export function idOf(value: string | { id: string } | null | undefined): string {
  if (!value) throw new Error("there is nothing to identify");
  return typeof value === "string" ? value : value.id;
}
