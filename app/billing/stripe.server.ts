import Stripe from "stripe";

import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countStripeFailure } from "#app/platform/metrics.server.ts";

let client: Stripe | undefined;

/** The one Stripe client: the real one, or the offline one that STRIPE_API_BASE names. */
export function stripe(): Stripe {
  client ??= open();
  return client;
}

function open(): Stripe {
  const base = env().stripeApiBase ? new URL(env().stripeApiBase ?? "") : undefined;
  return new Stripe(env().stripeKey, {
    timeout: 20_000,
    maxNetworkRetries: 2,
    appInfo: { name: "tegoed" },
    ...(base
      ? {
          host: base.hostname,
          port: base.port,
          protocol: base.protocol === "https:" ? "https" : "http",
          telemetry: false,
        }
      : {}),
  });
}

/** Options of calls while a person waits: they give up sooner, and a job tries again. */
export const whileSomebodyWaits = { timeout: 8000, maxNetworkRetries: 1 } as const;

export type StripeTrouble = {
  /** True when Stripe may or may not have done it: repeat the call with the same key. Otherwise the answer is final, and Stripe keeps it under the key. */
  unknown: boolean;
  message: string;
};

/** Reads what went wrong with a call to Stripe; null when the error is not Stripe's. */
export function stripeTrouble(error: unknown): StripeTrouble | null {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  countStripeFailure(error.type);
  const unanswered =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error.statusCode === undefined ||
    error.statusCode === 409;
  const message = `${error.type}${error.code ? ` ${error.code}` : ""}: ${error.message}`;
  const ours =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError;
  if (ours)
    log.error({ stripe: message, stripeRequest: error.requestId }, "Stripe refused a request of ours");
  else log.warn({ stripe: message, stripeRequest: error.requestId }, "Stripe did not do it");
  return { unknown: unanswered, message };
}

/** Tells whether Stripe refused because the thing is no longer in the state that we thought. */
export function isStale(error: unknown): boolean {
  // 409 is no refusal: another call is using the same key or object.
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode !== 409;
}
