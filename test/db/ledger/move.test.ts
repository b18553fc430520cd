import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { ledgerSums, move, moveIn, type Moved } from "#test/db/ledger/moving.ts";
import { after, day, hour, openWorld, start, type Entry, type World } from "#test/db/ledger/world.ts";

const connections = 16;
const full = 95_000;

let world: World;
let from: string;
let to: string;
beforeAll(async () => {
  world = await openWorld(undefined, connections);
});
beforeEach(async () => {
  [from, to] = [await world.newClient(), await world.newClient()];
});
afterEach(async () => {
  expect(await world.defects()).toEqual([]);
  for (const each of [from, to])
    expect(await world.rows("select hours_verify_chain($1) as broken", [each])).toEqual([{ broken: null }]);
});
afterAll(() => world.close());

const send = (
  minutes: number | null,
  more: { key?: string | null; reason?: string | null; now?: Date; a?: string; b?: string } = {},
): Promise<Moved> => world.asSystem((tx) => moveIn(tx, { from, to, minutes, ...more }));
const entry = (minutes: number, more: Partial<Entry> = {}): Entry => ({
  id: randomUUID(),
  minutes,
  revision: 1,
  workedAt: start,
  now: start,
  ...more,
});
const lots = (clientId: string) =>
  world.rows<Record<string, unknown>>(
    "select id, source, minutes, price_minor, remaining_minutes as left, used_minutes as used, reversed_minutes as gone, priority, expires_at from hour_lot where client_id = $1 order by id",
    [clientId],
  );
const lines = (clientId: string, seq: number) =>
  world
    .rows<{ text: string }>(
      "select format('%s>%s %s %s lot %s debt %s', src, dst, minutes, value_minor, lot_id, debt_id) as text from hour_transfer where client_id = $1 and seq = $2 order by line",
      [clientId, seq],
    )
    .then((rows) => rows.map((row) => row.text));

describe("a move", () => {
  it("takes in drawing order and keeps each piece's value, expiry, priority and freedom", async () => {
    await world.credit(from, { minutes: 600, now: start, expiresAt: after(100 * day) });
    await world.credit(from, { source: "goodwill", minutes: 30, now: start, expiresAt: null });
    await world.credit(from, { minutes: 60, priceMinor: 8_500, now: start, expiresAt: after(50 * day) });
    const done = await send(120, { now: after(hour) });
    expect(done).toEqual({
      from_seq: 4,
      to_seq: 1,
      is_new: true,
      from_available: 570,
      from_owed: 0,
      to_available: 120,
      to_owed: 0,
    });
    expect(await lines(from, 4)).toEqual([
      "lot>reversed 30 0 lot 2 debt ",
      "lot>reversed 60 8500 lot 3 debt ",
      "lot>reversed 30 4750 lot 1 debt ",
    ]);
    expect(await lines(to, 1)).toEqual([
      "source>lot 30 0 lot 1 debt ",
      "source>lot 60 0 lot 2 debt ",
      "source>lot 30 0 lot 3 debt ",
    ]);
    expect(await lots(to)).toEqual([
      {
        id: 1,
        source: "moved",
        minutes: 30,
        price_minor: 0,
        left: 30,
        used: 0,
        gone: 0,
        priority: 40,
        expires_at: Infinity,
      },
      {
        id: 2,
        source: "moved",
        minutes: 60,
        price_minor: 8_500,
        left: 60,
        used: 0,
        gone: 0,
        priority: 50,
        expires_at: after(50 * day),
      },
      {
        id: 3,
        source: "moved",
        minutes: 30,
        price_minor: 4_750,
        left: 30,
        used: 0,
        gone: 0,
        priority: 50,
        expires_at: after(100 * day),
      },
    ]);
    expect(
      await world.rows(
        "select client_id, kind, subject, minutes, actor, reason, recorded_at from hour_op where kind = 'move' and client_id = any ($1) order by minutes",
        [[from, to]],
      ),
    ).toEqual([
      {
        client_id: from,
        kind: "move",
        subject: "move:k",
        minutes: -120,
        actor: "iris",
        reason: "one holding",
        recorded_at: after(hour),
      },
      {
        client_id: to,
        kind: "move",
        subject: "move:k",
        minutes: 120,
        actor: "iris",
        reason: "one holding",
        recorded_at: after(hour),
      },
    ]);
  });

  it("is neither earned nor expired: what was deferred here is deferred there, to the cent", async () => {
    await world.credit(from, { minutes: 7, priceMinor: 100, now: start });
    await world.save(from, entry(2));
    const before = await ledgerSums(world, from);
    await send(3);
    expect(await ledgerSums(world, from)).toEqual({ ...before, moved: -43, deferred: 29 });
    expect(await ledgerSums(world, to)).toEqual({
      sold: 0,
      earned: 0,
      expired: 0,
      refunded: 0,
      moved: 43,
      deferred: 43,
    });
    await world.save(to, entry(3));
    await world.save(from, entry(2));
    expect(await ledgerSums(world, from)).toEqual({
      sold: 100,
      earned: 57,
      expired: 0,
      refunded: 0,
      moved: -43,
      deferred: 0,
    });
    expect(await ledgerSums(world, to)).toEqual({
      sold: 0,
      earned: 43,
      expired: 0,
      refunded: 0,
      moved: 43,
      deferred: 0,
    });
  });

  it("pays at once what is owed there, oldest first, and what comes back from that is the receiver's", async () => {
    const owed = entry(50);
    await world.save(to, owed);
    await world.credit(from, { minutes: 60, priceMinor: 6_000, now: start });
    const done = await send(60);
    expect(done).toMatchObject({ from_available: 0, to_available: 10, to_owed: 0 });
    expect(await lines(to, done.to_seq)).toEqual([
      "source>lot 60 0 lot 1 debt ",
      "lot>debt 50 5000 lot 1 debt 1",
    ]);
    await world.save(to, { ...owed, minutes: 20, revision: 2 });
    expect(await world.balance(to, start)).toEqual({ available: 40, owed: 0 });
    expect(await world.balance(from, start)).toEqual({ available: 0, owed: 0 });
  });

  it("posts what is due to expire first on both sides, and what moved expires on its old day", async () => {
    for (const each of [from, to])
      await world.credit(each, { minutes: 60, now: start, expiresAt: after(day) });
    await world.credit(from, { minutes: 60, now: start, expiresAt: after(3 * day) });
    expect(await codeOf(send(61, { now: after(day) }))).toBe("TG006");
    expect(await send(60, { now: after(day) })).toMatchObject({
      from_seq: 4,
      to_seq: 3,
      from_available: 0,
      to_available: 60,
    });
    expect(await world.balance(to, after(3 * day - 1))).toEqual({ available: 60, owed: 0 });
    await world.rows("select hours_expire_due($1, $2)", [to, after(3 * day)]);
    expect(
      await world.rows(
        "select minutes, effective_at from hour_op where client_id = $1 and kind = 'expire' order by seq",
        [to],
      ),
    ).toEqual([
      { minutes: 60, effective_at: after(day) },
      { minutes: 60, effective_at: after(3 * day) },
    ]);
    expect(await ledgerSums(world, to)).toMatchObject({
      sold: full,
      moved: full,
      expired: 2 * full,
      deferred: 0,
    });
  });

  it("is recorded after everything on either side, whatever the caller's clock says", async () => {
    await world.credit(from, { minutes: 60, now: start });
    await world.credit(to, { minutes: 60, now: after(hour) });
    await send(10, { now: start });
    expect(
      await world.rows(
        "select distinct recorded_at from hour_op where kind = 'move' and client_id = any ($1)",
        [[from, to]],
      ),
    ).toEqual([{ recorded_at: after(hour) }]);
  });

  it("moves hours of a lot that lives on, and of what moved here before", async () => {
    await world.credit(from, { minutes: 60, priceMinor: 1_000, now: start, expiresAt: after(day) });
    await world.save(from, entry(13));
    await world.rows("select hours_extend_lot($1, 'x', 1, $2, 'a favour', $3, 'iris')", [
      from,
      after(9 * day),
      start,
    ]);
    await send(20);
    await world.asSystem((tx) => moveIn(tx, { from: to, to: from, minutes: 20, key: "back" }));
    expect(await world.balance(from, start)).toEqual({ available: 47, owed: 0 });
    await world.save(from, entry(47));
    expect(await ledgerSums(world, from)).toEqual({
      sold: 1_000,
      earned: 1_000,
      expired: 0,
      refunded: 0,
      moved: 0,
      deferred: 0,
    });
    expect(await ledgerSums(world, to)).toEqual({
      sold: 0,
      earned: 0,
      expired: 0,
      refunded: 0,
      moved: 0,
      deferred: 0,
    });
  });

  it("shares a lot's value among the correction lots that leave in the same move", async () => {
    await world.credit(from, { minutes: 60, priceMinor: 1_000, now: start, expiresAt: after(5 * day) });
    const work = entry(30);
    await world.save(from, work);
    await world.rows("select hours_extend_lot($1, 'x', 1, $2, 'a favour', $3, 'iris')", [
      from,
      after(9 * day),
      start,
    ]);
    await world.save(from, { ...work, minutes: 10, revision: 2 });
    await send(50);
    expect(await lots(to)).toMatchObject([
      { minutes: 30, price_minor: 500 },
      { minutes: 20, price_minor: 334 },
    ]);
    expect(await ledgerSums(world, from)).toEqual({
      sold: 1_000,
      earned: 166,
      expired: 0,
      refunded: 0,
      moved: -834,
      deferred: 0,
    });
  });

  it("asks for a top-up where it leaves a balance at its level, and none where it lifts it", async () => {
    for (const each of [from, to]) {
      await world.credit(each, { minutes: 200, now: start });
      await world.rows("select hours_configure_topup($1, 't', 'invoice', 120, 600, 4, null, $2, 'iris')", [
        each,
        start,
      ]);
    }
    await send(80);
    expect(
      await world.rows("select client_id from topup_attempt where client_id = any ($1)", [[from, to]]),
    ).toEqual([{ client_id: from }]);
  });
});

describe("a request", () => {
  beforeEach(async () => {
    await world.credit(from, { minutes: 100, now: start });
  });
  it("is done once a key, and a key stands for one request on either side", async () => {
    const first = await send(30);
    expect(await send(30, { now: after(hour), reason: "again" })).toEqual({ ...first, is_new: false });
    expect(await codeOf(send(31))).toBe("TG002");
    expect(await codeOf(world.asSystem((tx) => moveIn(tx, { from: to, to: from, minutes: 30 })))).toBe(
      "TG002",
    );
    await world.credit(to, { source: "goodwill", minutes: 5, now: start, key: "taken" });
    expect(await codeOf(send(10, { key: "taken" }))).toBe("TG002");
    expect(await world.balance(from, start)).toEqual({ available: 70, owed: 0 });
  });
  it.each([
    ["no minutes", { minutes: 0 }],
    ["minutes below zero", { minutes: -5 }],
    ["null minutes", { minutes: null }],
    ["no reason", { minutes: 5, reason: "" }],
    ["a null reason", { minutes: 5, reason: null }],
    ["no key", { minutes: 5, key: null }],
    ["more than there is", { minutes: 101 }],
  ])("makes no sense with %s", async (_, { minutes, ...more }) => {
    expect(await codeOf(send(minutes, more))).toBe("TG006");
    expect(await world.balance(from, start)).toEqual({ available: 100, owed: 0 });
  });
  it("makes no sense to oneself, or in another currency", async () => {
    expect(await codeOf(world.asSystem((tx) => moveIn(tx, { from, to: from, minutes: 5 })))).toBe("TG006");
    await world.rows("update client set currency = 'USD' where id = $1 returning id", [to]);
    expect(await codeOf(send(5))).toBe("TG006");
  });
  it("needs two accounts that move", async () => {
    for (const pair of [
      { from: randomUUID(), to },
      { from, to: randomUUID() },
    ])
      expect(await codeOf(world.asSystem((tx) => moveIn(tx, { ...pair, minutes: 5 })))).toBe("TG004");
    for (const frozen of [from, to]) {
      await world.rows("select hours_freeze($1, 'a defect', $2)", [frozen, start]);
      expect(await codeOf(send(5))).toBe("TG005");
      await world.rows("select hours_freeze($1, null, $2)", [frozen, start]);
    }
  });
  it("is for staff and the system: a client moves nothing, and sees its own side without the other's name", async () => {
    for (const each of [from, to])
      expect(await codeOf(world.asClient(each, (tx) => moveIn(tx, { from, to, minutes: 5 })))).toBe("TG004");
    await send(5);
    for (const each of [from, to]) {
      expect((await world.asClient(each, (tx) => tx.query("select * from hour_move"))).rows).toEqual([]);
      expect(
        (
          await world.asClient(each, (tx) =>
            tx.query("select distinct client_id from hour_op where kind = 'move'"),
          )
        ).rows,
      ).toEqual([{ client_id: each }]);
      expect((await world.asClient(each, (tx) => tx.query("select * from ledger_defects"))).rows).toEqual([]);
    }
    expect(await world.rows("select other_client_id from hour_move where client_id = $1", [from])).toEqual([
      { other_client_id: to },
    ]);
    for (const text of [
      "delete from hour_move",
      "update hour_move set seq = seq",
      "truncate hour_move",
      "insert into hour_move select * from hour_move",
    ])
      expect(await codeOf(world.asSystem((tx) => tx.query(text)))).toBe("42501");
  });
  it("that ends halfway leaves nothing behind", async () => {
    await world.save(to, entry(10));
    const state = () =>
      world.rows(
        "select a.*, (select count(*) from hour_lot l where l.client_id = a.client_id) as lots, (select count(*) from hour_op o where o.client_id = a.client_id) as ops from hour_account a where client_id = any ($1) order by 1",
        [[from, to]],
      );
    const before = await state();
    await expect(
      world.asSystem(async (tx) => {
        await moveIn(tx, { from, to, minutes: 40 });
        throw new Error("the power fails");
      }),
    ).rejects.toThrow("the power fails");
    const tx = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
    const died = new Promise((resolve) => tx.on("error", resolve));
    await tx.connect();
    await tx.query("begin");
    await tx.query("select set_config('role', 'tegoed_system', true)");
    await moveIn(tx, { from, to, minutes: 40 });
    const { rows } = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
    await world.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await died;
    expect(await state()).toEqual(before);
  });
});

describe("a payment whose hours moved away", () => {
  it("is refunded: what isn't here any more is owed here, and the receiver keeps its hours", async () => {
    const paymentId = randomUUID();
    await world.credit(from, { minutes: 600, now: start, paymentId });
    await world.save(from, entry(100));
    await send(300);
    const sync = (version: number, refunded: number) =>
      world.rows(
        "select reversed_minutes, available_minutes, owed_minutes from hours_sync_payment($1, $2, $3, $4, 0, $5, 'stripe')",
        [from, paymentId, version, refunded, after(hour)],
      );
    expect(await sync(1, full)).toEqual([{ reversed_minutes: 600, available_minutes: 0, owed_minutes: 400 }]);
    expect(await world.balance(to, start)).toEqual({ available: 300, owed: 0 });
    expect(await ledgerSums(world, from)).toEqual({
      sold: full,
      earned: -47_500,
      expired: 0,
      refunded: full,
      moved: -47_500,
      deferred: 0,
    });
    expect(await sync(2, 0)).toEqual([{ reversed_minutes: 0, available_minutes: 200, owed_minutes: 0 }]);
    expect(await ledgerSums(world, from)).toEqual({
      sold: full,
      earned: 15_833,
      expired: 0,
      refunded: 0,
      moved: -47_500,
      deferred: 31_667,
    });
  });
  it("was refunded in part before: no more value moves than was deferred", async () => {
    const paymentId = randomUUID();
    await world.credit(from, { minutes: 600, now: start, paymentId });
    await world.rows("select hours_sync_payment($1, $2, 1, 157, 0, $3, 'stripe')", [from, paymentId, start]);
    await send(600);
    expect(await ledgerSums(world, from)).toEqual({
      sold: full,
      earned: 0,
      expired: 0,
      refunded: 157,
      moved: -94_843,
      deferred: 0,
    });
    expect(await ledgerSums(world, to)).toMatchObject({ moved: 94_843, deferred: 94_843 });
  });
});

describe("many at once", () => {
  it("moves there and back and draws: no deadlock, no minute and no cent made or lost", async () => {
    for (const each of [from, to])
      for (const minutes of [400, 300, 300])
        await world.credit(each, { minutes, priceMinor: 50 * minutes + 7, now: start });
    await Promise.all(Array.from({ length: connections }, () => world.pool.query("select pg_sleep(0.01)")));
    const results = await Promise.all(
      Array.from({ length: 160 }, (_, i) => {
        const [a, b] = i % 2 ? [from, to] : [to, from];
        return codeOf(
          i % 4 < 2
            ? world.asSystem((tx) =>
                moveIn(tx, { from: a, to: b, minutes: 3 + (i % 5) + 2 * (i % 2), key: `race ${i}` }),
              )
            : world.save(a, entry(4)),
        );
      }),
    );
    expect(results.filter((each) => each !== "ok")).toEqual([]);
    const [a, b] = [await world.balance(from, start), await world.balance(to, start)];
    expect(a.available - a.owed + b.available - b.owed).toBe(2_000 - 80 * 4);
    const sums = [await ledgerSums(world, from), await ledgerSums(world, to)];
    expect(sums[1]?.moved).toBeGreaterThan(0);
    expect(sums.reduce((sum, each) => sum + each.moved, 0)).toBe(0);
    expect(sums.reduce((sum, each) => sum + each.earned + each.deferred, 0)).toBe(2 * (1_000 * 50 + 21));
  });
  it("takes one move that is sent many times as one", async () => {
    await world.credit(from, { minutes: 100, now: start });
    const done = await Promise.all(
      Array.from({ length: 32 }, () => world.asSystem((tx) => move(tx, from, to, "once", 40))),
    );
    expect(done.filter((each) => each.is_new)).toHaveLength(1);
    expect(await world.balance(to, start)).toEqual({ available: 40, owed: 0 });
  });
});

describe("tampering with the tables is seen", () => {
  it.each([
    [
      "the value that arrived",
      "update hour_lot set price_minor = price_minor + 1 where client_id = $1 and source = 'moved'",
      "I19",
    ],
    [
      "the day that arrived",
      "update hour_lot set expires_at = 'infinity' where client_id = $1 and source = 'moved'",
      "I19",
    ],
    ["the other side", "delete from hour_move where client_id = $1", "I19"],
    ["a side without an act", "insert into hour_move values ($1, 99, $1, 99)", "I19"],
    [
      "the minutes of the act",
      "update hour_op set minutes = minutes + 1 where client_id = $1 and kind = 'move'",
      "I19",
    ],
  ])("%s", async (_, text, invariant) => {
    await world.credit(from, { minutes: 100, now: start });
    await send(40);
    const found: string[] = [];
    await expect(
      world.asOwner(async (tx) => {
        for (const table of ["hour_op", "hour_move"])
          await tx.query(`alter table ${table} disable trigger append_only`);
        await tx.query("grant update, delete on hour_op, hour_move to tegoed_owner");
        await tx.query(text, [to]);
        found.push(
          ...(await tx.query<{ invariant: string }>("select invariant from ledger_defects")).rows.map(
            (row) => row.invariant,
          ),
        );
        throw new Error("undo");
      }),
    ).rejects.toThrow("undo");
    expect(found).toContain(invariant);
  });
});
