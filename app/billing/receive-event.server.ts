import Stripe from "stripe";
import { z } from "zod";

import { appendEvent } from "#app/billing/event-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { subscribedEvents } from "./subscribed-events.ts";

export type EventRefusal =
  "too-large" | "not-signed" | "not-an-event" | "from-the-future" | "not-subscribed" | "other-mode";

/** What we read of an event, each within what its column takes. */
const eventShape = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  created: z.int().min(0).max(7_258_118_400),
  livemode: z.boolean(),
  api_version: z.string().max(255).nullish(),
  data: z.object({ object: z.looseObject({ id: z.string().max(255).optional() }) }),
});
type StripeEvent = z.output<typeof eventShape>;

const toleranceSeconds = 300;
const deepest = 50;
const largestBytes = 1_000_000;

/** Takes one event of Stripe's as it came over the wire: signed, fresh, of a known type, or refused without a trace. The same event is kept, and worked on, once. */
export async function receiveEvent(
  raw: string,
  signature: string | null,
): Promise<Result<"kept" | "known", EventRefusal>> {
  if (Buffer.byteLength(raw) > largestBytes) return refuse("too-large");
  const signed = verified(raw, signature ?? "");
  if (signed === null) return refuse("not-signed");
  if (signedAt(signature ?? "") > now().getTime() / 1000 + toleranceSeconds) return refuse("from-the-future");
  const { data: event } = eventShape.safeParse(signed);
  if (!event || !isStorable(signed)) return refuse("not-an-event");
  if (!subscribedEvents.some((type) => type === event.type)) return refuse("not-subscribed");
  if (event.livemode !== /^(sk|rk)_live_/.test(env().stripeKey)) return refuse("other-mode");
  if (event.api_version !== Stripe.API_VERSION)
    log.warn(
      { event: event.id, version: event.api_version },
      "an event of another API version: set the endpoint to ours",
    );
  return ok(await keep(event, raw));
}

function verified(raw: string, signature: string): unknown {
  for (const secret of env()
    .stripeWebhookSecret.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")) {
    try {
      return Stripe.webhooks.constructEvent(
        raw,
        signature,
        secret,
        toleranceSeconds,
        undefined,
        now().getTime(),
      );
    } catch {
      // Another secret may fit, while one is being replaced.
    }
  }
  return null;
}

/** The library lets timestamps of the future pass; this one is read to refuse them. */
function signedAt(signature: string): number {
  return Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Infinity);
}

/** jsonb takes neither a NUL, half a pair of surrogates nor a number beyond numeric; what nests deeper than this is no event of Stripe's. */
function isStorable(event: unknown): boolean {
  let level: unknown[] = [event];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest || !level.every(isPlain)) return false;
    level = level.flatMap((value): unknown[] =>
      typeof value === "object" && value !== null ? Object.entries<unknown>({ ...value }).flat() : [],
    );
  }
  return true;
}

const isPlain = (value: unknown): boolean =>
  typeof value === "string" ? !/\0|\p{Surrogate}/u.test(value) : typeof value !== "number" || isFinite(value);

function keep(event: StripeEvent, raw: string): Promise<"kept" | "known"> {
  const objectId = event.data.object.id ?? "";
  return asSystem(async (tx) => {
    const written = await appendEvent(tx, {
      id: event.id,
      type: event.type,
      objectId,
      created: event.created,
      raw,
    });
    if (written === 0) return "known";
    await enqueue(tx, "billing.process-event", { eventId: event.id }, { key: `stripe-event:${event.id}` });
    return "kept";
  });
}
