import type Stripe from "stripe";

import { stripe } from "#app/billing/stripe.server.ts";

const { setTimeout: later } = globalThis;

/** Has Stripe's own library send through another client from now on. It goes on to its next try at once: its pause of no length would last a millisecond, and most of a schedule's time. */
export function sendThrough(client: Stripe.HttpClient): void {
  const library = stripe();
  Reflect.set(Object(Reflect.get(library, "_api")), "httpClient", client);
  Reflect.set(library, "getInitialNetworkRetryDelay", () => 0);
  Reflect.set(
    globalThis,
    "setTimeout",
    (run: (...told: unknown[]) => void, ms?: number, ...told: unknown[]) =>
      ms === 0 ? setImmediate(run, ...told) : later(run, ms, ...told),
  );
}
