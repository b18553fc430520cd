import pg from "pg";
import Stripe from "stripe";

import { stripe } from "#app/billing/stripe.server.ts";
import { atGate } from "#test/schedules/whole/cast.ts";

type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Puts this process's wires into a schedule's hands: each transaction waits at a gate, and `send` carries what Stripe's own library would send. */
export function takeWires(send: Send): void {
  const library = stripe();
  Reflect.set(Object(Reflect.get(library, "_api")), "httpClient", Stripe.createFetchHttpClient((url, init) => send(url instanceof Request ? url.url : url.toString(), init ?? {})));
  Reflect.set(library, "getInitialNetworkRetryDelay", () => 0);
  const connect: unknown = Reflect.get(pg.Pool.prototype, "connect");
  if (typeof connect !== "function") throw new Error("a pool that can't connect");
  Reflect.set(pg.Pool.prototype, "connect", function (this: pg.Pool, ...told: unknown[]): unknown {
    const go = (): unknown => Reflect.apply(connect, this, told);
    return told.length > 0 ? go() : atGate().then(go);
  });
}
