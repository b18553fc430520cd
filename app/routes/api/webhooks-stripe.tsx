import type { ActionFunctionArgs } from "@remix-run/node";

import { receiveEvent } from "#app/billing/receive-event.server.ts";
import { log } from "#app/platform/log.server.ts";

/** Only posts are taken here. */
export function loader(): Response {
  return new Response(null, { status: 405, headers: { allow: "POST" } });
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  const received = await receiveEvent(await request.text(), request.headers.get("stripe-signature"));
  if (received.ok) return new Response(received.value);
  log.warn({ refusal: received.refusal }, "a webhook was not taken");
  // A signed event that is none of ours is settled: refused, Stripe would send it for days and switch the endpoint off.
  const isSettled = received.refusal === "not-subscribed" || received.refusal === "other-mode";
  return new Response(received.refusal, { status: isSettled ? 200 : 400 });
}
