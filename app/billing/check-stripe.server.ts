import Stripe from "stripe";

import { findLastEventAt } from "#app/billing/event-store.server.ts";
import { stripe, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { subscribedEvents } from "#app/billing/subscribed-events.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { ok } from "#app/platform/result.ts";

type StripeRefusal = "stripe-key" | "stripe-rights" | "stripe-unreachable" | "stripe-busy" | "stripe-refused";
/** What keeps payments or their events away: no answer, or what Stripe or the settings still lack. */
export type StripeFault =
  | StripeRefusal
  | "stripe-no-charges"
  | "stripe-no-endpoint"
  | "stripe-endpoint-off"
  | "stripe-endpoint-lacks"
  | "stripe-secret";
type Asked<T> = { ok: true; value: T } | { ok: false; refusal: StripeRefusal; detail: string };

export type StripeAccount = { id: string; country: string; live: boolean; takesPayments: boolean };
/** What Stripe sends events to: null where no endpoint has this portal's address. */
export type StripeEndpoint = { enabled: boolean; missing: readonly string[]; version: string | null } | null;

/** What a test of the connection to Stripe finds. */
export type StripeCheck = {
  account: Asked<StripeAccount>;
  endpoint: Asked<StripeEndpoint>;
  /** STRIPE_WEBHOOK_SECRET has the form of one. */
  secretSet: boolean;
  /** When a signed event last came in; null for never. */
  lastEventAt: Date | null;
  /** The address that Stripe has to be told, and the version that its events should have. */
  webhookUrl: string;
  apiVersion: string;
};

/** Reads the account by the key, and its webhook endpoints, and when an event last came in; changes nothing. */
export async function checkStripe(): Promise<StripeCheck> {
  const webhookUrl = `${env().origin}/webhooks/stripe`;
  const [account, endpoint, lastEventAt] = await Promise.all([
    ask(readAccount),
    ask(() => readEndpoint(webhookUrl)),
    asSystem(findLastEventAt),
  ]);
  const secrets = env().stripeWebhookSecret.split(",");
  return {
    account,
    endpoint,
    secretSet: secrets.every((secret) => secret.trim().startsWith("whsec_")),
    lastEventAt,
    webhookUrl,
    apiVersion: Stripe.API_VERSION,
  };
}

/** The first thing that a test found to keep payments or their events away; null for none. A key without rights to list endpoints says nothing of them. */
export function findStripeFault({
  account,
  endpoint,
  secretSet,
}: Pick<StripeCheck, "account" | "endpoint" | "secretSet">): StripeFault | null {
  if (!account.ok) return account.refusal;
  if (!account.value.takesPayments) return "stripe-no-charges";
  if (!endpoint.ok && endpoint.refusal !== "stripe-rights") return endpoint.refusal;
  if (endpoint.ok && endpoint.value === null) return "stripe-no-endpoint";
  if (endpoint.ok && !endpoint.value?.enabled) return "stripe-endpoint-off";
  if (endpoint.ok && endpoint.value && endpoint.value.missing.length > 0) return "stripe-endpoint-lacks";
  return secretSet ? null : "stripe-secret";
}

async function readAccount(): Promise<StripeAccount> {
  const account = await stripe().accounts.retrieveCurrent({}, whileSomebodyWaits);
  return {
    id: account.id,
    country: account.country ?? "",
    live: /^(sk|rk)_live_/.test(env().stripeKey),
    takesPayments: account.charges_enabled === true,
  };
}

async function readEndpoint(url: string): Promise<StripeEndpoint> {
  const { data } = await stripe().webhookEndpoints.list({ limit: 100 }, whileSomebodyWaits);
  const found = data.filter((one) => samePlace(one.url, url));
  const best = found.find((one) => one.status === "enabled") ?? found[0];
  if (!best) return null;
  const all = best.enabled_events.includes("*");
  return {
    enabled: best.status === "enabled",
    missing: all ? [] : subscribedEvents.filter((event) => !best.enabled_events.includes(event)),
    version: best.api_version,
  };
}

/** On one's own machine localhost and 127.0.0.1 are one. */
function samePlace(one: string, other: string): boolean {
  const plain = (url: string): string => url.replace("//localhost", "//127.0.0.1").replace(/\/$/, "");
  return plain(one) === plain(other);
}

async function ask<T>(run: () => Promise<T>): Promise<Asked<T>> {
  try {
    return ok(await run());
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    return { ok: false, refusal: refusalOf(error), detail: withoutKey(error.message) };
  }
}

/** What an error of Stripe's library means for whoever tests the connection. */
export function refusalOf(error: Stripe.errors.StripeError): StripeRefusal {
  if (error instanceof Stripe.errors.StripeAuthenticationError) return "stripe-key";
  if (error instanceof Stripe.errors.StripePermissionError) return "stripe-rights";
  if (error instanceof Stripe.errors.StripeConnectionError) return "stripe-unreachable";
  return error instanceof Stripe.errors.StripeRateLimitError ? "stripe-busy" : "stripe-refused";
}

/** Stripe repeats a part of the key in what it says of a wrong one. */
function withoutKey(message: string): string {
  return message.replaceAll(/\b(sk|rk)_\S+/g, "$1_…").slice(0, 300);
}
