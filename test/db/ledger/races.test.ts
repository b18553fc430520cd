import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { after, day, openWorld, start, type World } from "#test/db/ledger/world.ts";

const connections = 16;

let world: World;
beforeAll(async () => {
  world = await openWorld(undefined, connections);
});
afterEach(async () => {
  expect(await world.defects()).toEqual([]);
});
afterAll(() => world.close());

/** Starts all at once, on warm connections; answers "ok" or the SQLSTATE of each. */
async function race(acts: (() => Promise<unknown>)[]): Promise<string[]> {
  await Promise.all(Array.from({ length: connections }, () => world.pool.query("select pg_sleep(0.01)")));
  return Promise.all(
    acts.map((act) =>
      act().then(
        () => "ok",
        (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
      ),
    ),
  );
}
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const count = (list: string[], what: string): number => list.filter((each) => each === what).length;

it("credits one payment once, however often and from wherever it is told", async () => {
  const clientId = await world.newClient();
  const paymentId = randomUUID();
  const told: boolean[] = [];
  // Half of them know the payment by their own id, half by Stripe's.
  const results = await race(
    times(1000, (i) => async () => {
      told.push(
        (
          await world.credit(clientId, {
            minutes: 600,
            now: start,
            paymentId: i % 2 ? paymentId : randomUUID(),
            paymentIntent: "pi_race",
          })
        ).is_new,
      );
    }),
  );
  expect(count(results, "ok")).toBe(1000);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(await world.rows("select id, minutes from hour_lot where client_id = $1", [clientId])).toEqual([
    { id: 1, minutes: 600 },
  ]);
  expect(await world.balance(clientId, start)).toEqual({ available: 600, owed: 0 });
});

it("gives out the last minutes once: what is over is owed", async () => {
  const clientId = await world.newClient();
  await world.credit(clientId, { minutes: 100, now: start });
  const results = await race(
    times(
      48,
      () => () =>
        world.save(clientId, { id: randomUUID(), minutes: 7, revision: 1, workedAt: start, now: start }),
    ),
  );
  expect(count(results, "ok")).toBe(48);
  expect(await world.rows("select used_minutes from hour_lot where client_id = $1", [clientId])).toEqual([
    { used_minutes: 100 },
  ]);
  expect(await world.balance(clientId, start)).toEqual({ available: 0, owed: 48 * 7 - 100 });
});

it("refuses below zero under the same lock", async () => {
  const clientId = await world.newClient();
  await world.credit(clientId, { minutes: 100, now: start });
  await world.rows("select hours_configure($1, 'refuse', 'refuse', null, null, null, $2, 'iris')", [
    clientId,
    start,
  ]);
  const results = await race(
    times(
      32,
      () => () =>
        world.save(clientId, { id: randomUUID(), minutes: 7, revision: 1, workedAt: start, now: start }),
    ),
  );
  expect([count(results, "ok"), count(results, "TG003")]).toEqual([14, 18]);
  expect(await world.balance(clientId, start)).toEqual({ available: 2, owed: 0 });
});

it("lets one of many edits of an entry win; the others are stale", async () => {
  const clientId = await world.newClient();
  await world.credit(clientId, { minutes: 600, now: start });
  const id = randomUUID();
  await world.save(clientId, { id, minutes: 30, revision: 1, workedAt: start, now: start });
  const results = await race(
    times(
      16,
      (i) => () => world.save(clientId, { id, minutes: 40 + i, revision: 2, workedAt: start, now: start }),
    ),
  );
  expect([count(results, "ok"), count(results, "TG001")]).toEqual([1, 15]);
});

it("takes one edit that is sent many times as one", async () => {
  const clientId = await world.newClient();
  await world.credit(clientId, { minutes: 600, now: start });
  const id = randomUUID();
  const results = await race(
    times(
      32,
      () => () => world.save(clientId, { id, minutes: 45, revision: 1, workedAt: start, now: start }),
    ),
  );
  expect(count(results, "ok")).toBe(32);
  expect(await world.balance(clientId, start)).toEqual({ available: 555, owed: 0 });
});

it("never spends a minute that expires meanwhile, nor loses one", async () => {
  const clientId = await world.newClient();
  await world.credit(clientId, { minutes: 200, now: start, expiresAt: after(day) });
  await world.credit(clientId, { minutes: 50, now: start, expiresAt: after(9 * day) });
  const late = after(day);
  const results = await race(
    times(
      32,
      (i) => () =>
        i % 4 === 0
          ? world.rows("select hours_expire_due($1, $2)", [clientId, late])
          : world.save(clientId, {
              id: randomUUID(),
              minutes: 5,
              revision: 1,
              workedAt: late,
              now: i % 2 ? late : after(day - 1),
            }),
    ),
  );
  expect(count(results, "ok")).toBe(32);
  const [sum] = await world.rows<{ used: number; expired: number }>(
    "select sum(used_minutes)::int as used, sum(expired_minutes)::int as expired from hour_lot where client_id = $1",
    [clientId],
  );
  const { available, owed } = await world.balance(clientId, late);
  expect((sum?.used ?? 0) + owed).toBe(24 * 5);
  expect((sum?.used ?? 0) + (sum?.expired ?? 0) + available).toBe(250);
});

it("mixes everything on few accounts without a deadlock", async () => {
  const clients = await Promise.all(times(3, () => world.newClient()));
  const results = await race(
    times(150, (i) => () => {
      const clientId = clients[i % 3] ?? "";
      if (i % 5 === 0) return world.credit(clientId, { minutes: 60, now: start });
      if (i % 7 === 0) return world.rows("select hours_expire_due($1, $2)", [clientId, start]);
      return world.save(clientId, {
        id: randomUUID(),
        minutes: 20,
        revision: 1,
        workedAt: start,
        now: start,
      });
    }),
  );
  expect(results.filter((each) => each !== "ok")).toEqual([]);
});
