import pg from "pg";

import { atGate } from "#test/schedules/actor-scheduler.ts";

/** Has each transaction of this process wait at a gate. */
export function gateTransactions(): void {
  const connect: unknown = Reflect.get(pg.Pool.prototype, "connect");
  if (typeof connect !== "function") throw new Error("a pool that can't connect");
  Reflect.set(pg.Pool.prototype, "connect", function (this: pg.Pool, ...told: unknown[]): unknown {
    const go = (): unknown => Reflect.apply(connect, this, told);
    return told.length > 0 ? go() : atGate().then(go);
  });
}
