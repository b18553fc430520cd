import type Stripe from "stripe";

import { Api, type Outcome } from "#test/emulator/api.ts";
import { FaultQueue } from "#test/emulator/faults.ts";
import { handlers } from "#test/emulator/handlers.ts";
import { Journal, type Issue } from "#test/emulator/journal.ts";
import { obj, str, type JsonObject } from "#test/emulator/json.ts";
import { payManually } from "#test/emulator/resources/invoice-payment.ts";
import { createMethod, type Behaviour } from "#test/emulator/resources/payment-methods.ts";
import { settlePayment } from "#test/emulator/resources/settle.ts";
import { Store } from "#test/emulator/store.ts";
import { World } from "#test/emulator/world.ts";
import { StripeRefusal } from "#test/emulator/stripe-refusal.ts";

/** The offline Stripe without a server: the same answers, failures and objects, asked by a call of this process. */
export class MemoryStripe {
  readonly faults = new FaultQueue();
  /** The invoices that events were about, in their order. */
  readonly news: string[] = [];
  readonly #journal = new Journal();
  readonly #world: World;
  readonly #api: Api;

  constructor(now: () => number) {
    this.#world = new World(new Store(), now, (event) => this.#hear(event));
    this.#api = new Api({
      world: this.#world,
      faults: this.faults,
      journal: this.#journal,
      validateResponses: false,
      afterAnswer: () => undefined,
    });
  }

  /** What comes of one request of the library's. */
  ask(path: string, method: string, headers: object, body: string): Promise<Outcome> {
    const small = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    return this.#api.ask({ method, url: path, headers: small, body });
  }

  newCustomer(): string {
    return str(this.#call("customers.create", [], {})["id"]);
  }

  /** A saved way to pay of a customer, and how it behaves. */
  newMethod(customer: string, type: "card" | "sepa_debit", behaviour: Behaviour): string {
    return str(createMethod(this.#world, type, { customer }, behaviour)["id"]);
  }

  /** Direct debits that are under way, newest first. */
  debits(): string[] {
    return this.#idsOf("payment_intent", "processing");
  }

  settle(intent: string, ok: boolean): void {
    settlePayment(this.#world, this.#world.store.find("payment_intent", intent), ok);
  }

  /** Invoices that can be paid, newest first. */
  openInvoices(): string[] {
    return this.#idsOf("invoice", "open");
  }

  /** Somebody pays an invoice on its page; nothing happens while a debit of it is under way. */
  payManually(invoice: string): void {
    payManually(this.#world, this.#world.store.find("invoice", invoice), "ideal");
  }

  /** Staff withdraw an invoice, unless Stripe refuses to. */
  voidInvoice(invoice: string): void {
    try {
      this.#call("invoices.voidInvoice", [invoice], {});
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
    }
  }

  /** How many payments have arrived. */
  arrived(): number {
    return this.#idsOf("payment_intent", "succeeded").length;
  }

  /** Where the emulator met something it doesn't know, or broke. */
  issues(): Issue[] {
    return this.#journal.issues;
  }

  #idsOf(kind: string, status: string): string[] {
    return this.#world.store
      .all(kind)
      .filter((one) => one["status"] === status)
      .map((one) => str(one["id"]));
  }

  #call(operation: string, ids: string[], params: JsonObject): JsonObject {
    const handler = handlers[operation];
    if (!handler) throw new Error(`no ${operation}`);
    return handler(this.#world, { operation, ids, params });
  }

  #hear(event: JsonObject): void {
    if (str(event["type"]).startsWith("invoice."))
      this.news.push(str(obj(obj(event["data"])["object"])["id"]));
  }
}

type Ask = (path: string, method: string, headers: object, body: string) => Promise<Outcome>;

/** A client for Stripe's own library that asks by a call instead of over HTTP. */
export function clientFor(ask: Ask): Stripe.HttpClient {
  return {
    getClientName: () => "in memory",
    makeRequest: async (_host, _port, path, method, headers, body) => {
      const come = await ask(path, method, headers, body);
      if (typeof come === "string") throw new Error(come);
      return {
        getStatusCode: () => come.status,
        getHeaders: () => come.headers,
        getRawResponse: () => come,
        toStream: () => come,
        toJSON: async () => JSON.parse(come.body) as unknown,
      };
    },
  };
}
