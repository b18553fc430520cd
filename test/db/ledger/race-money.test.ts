import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { after, day, openWorld, start, type World } from "#test/db/ledger/world.ts";

const connections = 16;

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld(undefined, connections);
});
afterEach(async () => {
  expect(await world.defects()).toEqual([]);
});
afterAll(() => world.close());

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
/** Starts all at once, on warm connections; answers how often each SQLSTATE (or "ok") came. */
async function race(acts: (() => Promise<unknown>)[]): Promise<Record<string, number>> {
  await Promise.all(times(connections, () => world.pool.query("select pg_sleep(0.01)")));
  const counts: Record<string, number> = {};
  for (const code of await Promise.all(acts.map((act) => codeOf(act()))))
    counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
const draw = (minutes: number, now = start) =>
  world.save(clientId, { id: randomUUID(), minutes, revision: 1, workedAt: now, now });
const sync = (paymentId: string, version: number, refunded: number, disputed = 0, now = start) =>
  world.rows<{ applied: boolean }>("select * from hours_sync_payment($1, $2, $3, $4, $5, $6, 'stripe')", [
    clientId,
    paymentId,
    version,
    refunded,
    disputed,
    now,
  ]);

it("makes one attempt of a thousand draws across the threshold", async () => {
  clientId = await world.newClient();
  await world.credit(clientId, { minutes: 600, now: start });
  await world.rows("select hours_configure_topup($1, 'k', 'charge', 120, 600, 4, null, $2, 'iris')", [
    clientId,
    start,
  ]);
  expect(await race(times(1000, () => () => draw(1)))).toEqual({ ok: 1000 });
  expect(
    await world.rows("select status, minutes from topup_attempt where client_id = $1", [clientId]),
  ).toEqual([{ status: "queued", minutes: 600 }]);
  expect(await world.balance(clientId, start)).toEqual({ available: 0, owed: 400 });
});

it("gives an attempt to one of many workers, and lets one of many results stand", async () => {
  clientId = await world.newClient();
  await world.rows("select hours_configure_topup($1, 'k', 'charge', 120, 600, 4, null, $2, 'iris')", [
    clientId,
    start,
  ]);
  const claims: unknown[] = [];
  await race(
    times(
      32,
      () => async () =>
        claims.push(...(await world.rows("select id from topup_claim($1, $2, 60)", [clientId, start]))),
    ),
  );
  expect(claims).toHaveLength(1);
  const moved: unknown[] = [];
  await race(
    times(
      32,
      (i) => async () =>
        moved.push(
          ...(await world.rows(
            "select id from topup_attempt where client_id = $1 and topup_set_state($1, id, 1, $2, $3, null, null, null, null, null, null) is not null",
            [clientId, i % 2 ? "succeeded" : "failed", start],
          )),
        ),
    ),
  );
  expect(moved).toHaveLength(1);
});

it("applies a payment's truth once, the newest last, however it is told", async () => {
  clientId = await world.newClient();
  const paymentId = randomUUID();
  await world.credit(clientId, { minutes: 600, now: start, paymentId });
  const applied: number[] = [];
  expect(
    await race(
      times(64, (i) => async () => {
        const version = 1 + (i % 8);
        const [row] = await sync(paymentId, version, version * 10_000);
        if (row?.applied) applied.push(version);
      }),
    ),
  ).toEqual({ ok: 64 });
  expect(new Set(applied).size).toBe(applied.length);
  expect(Math.max(...applied)).toBe(8);
  expect(
    await world.rows(
      "select refunded_minor, applied_version::int as version from hour_payment where client_id = $1",
      [clientId],
    ),
  ).toEqual([{ refunded_minor: 80_000, version: 8 }]);
});

it("keeps one lot whole while it is drawn on, expires, is refunded, disputed, corrected and extended at once", async () => {
  for (let round = 0; round < 6; round += 1) {
    clientId = await world.newClient();
    const paymentId = randomUUID();
    await world.credit(clientId, { minutes: 600, now: start, paymentId, expiresAt: after(day) });
    const entries = times(8, () => randomUUID());
    for (const id of entries)
      await world.save(clientId, { id, minutes: 30, revision: 1, workedAt: start, now: start });
    const acts = times(96, (i) => () => {
      const now = i % 3 ? start : after(day);
      if (i % 6 === 0) return world.rows("select hours_expire_due($1, $2)", [clientId, now]);
      if (i % 6 === 1) return sync(paymentId, 1 + Math.floor(i / 6), (i % 4) * 23_750, (i % 5) * 9_500, now);
      if (i % 6 === 2)
        return world.save(clientId, {
          id: entries[i % 8] ?? "",
          minutes: 5 * (i % 11),
          revision: 2,
          workedAt: start,
          now,
        });
      if (i === 93)
        return world.rows("select hours_extend_lot($1, 'k', 1, $2, 'a favour', $3, 'iris')", [
          clientId,
          after(30 * day),
          now,
        ]);
      if (i % 6 === 3)
        return world.rows("select hours_adjust($1, $2, 3, 'a mistake', $3, 'iris')", [
          clientId,
          `k${i}`,
          now,
        ]);
      return draw(11, now);
    });
    const counts = await race(acts);
    expect(Object.keys(counts).filter((code) => !["ok", "TG001", "TG006"].includes(code))).toEqual([]);
    expect(counts["ok"]).toBeGreaterThan(70);
    expect(await world.defects()).toEqual([]);
  }
});
