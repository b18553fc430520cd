import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { after, day, hour, openWorld, start, type World } from "#test/db/ledger/world.ts";

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  clientId = await world.newClient();
});
afterEach(async () => {
  expect(await world.defects()).toEqual([]);
});
afterAll(() => world.close());

const entry = (
  minutes: number,
  more: { id?: string; revision?: number; workedAt?: Date; now?: Date } = {},
) => ({ id: randomUUID(), minutes, revision: 1, workedAt: start, now: start, ...more });
const allocations = (ids: string[]): Promise<unknown[]> =>
  world.rows(
    "select entry_id, lot_id, minutes, value_minor from hours_allocations($1, $2) order by 1, 2 nulls last",
    [clientId, ids],
  );
const journal = (): Promise<unknown[]> =>
  world.rows(
    "select format('%s.%s %s>%s %s %s', seq, line, src, dst, minutes, value_minor) as line, lot_id, debt_id, subject from hour_transfer where client_id = $1 order by seq, line",
    [clientId],
  );
const code = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "ok",
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );

describe("credit", () => {
  it("pays what is owed, oldest first, and shows on each entry which block paid", async () => {
    const [first, second] = [entry(60), entry(90)];
    await world.save(clientId, first);
    await world.save(clientId, second);
    expect(await allocations([first.id])).toEqual([
      { entry_id: first.id, lot_id: null, minutes: 60, value_minor: 0 },
    ]);
    expect(
      await world.credit(clientId, { minutes: 100, priceMinor: 10_000, now: after(hour) }),
    ).toMatchObject({ lot_id: 1, is_new: true, available_minutes: 0, owed_minutes: 50 });
    expect(await allocations([second.id])).toEqual([
      { entry_id: second.id, lot_id: 1, minutes: 40, value_minor: 4_000 },
      { entry_id: second.id, lot_id: null, minutes: 50, value_minor: 0 },
    ]);
    expect(await journal()).toEqual([
      { line: "1.1 debt>used 60 0", lot_id: null, debt_id: 1, subject: null },
      { line: "2.1 debt>used 90 0", lot_id: null, debt_id: 2, subject: null },
      { line: "3.1 source>lot 100 0", lot_id: 1, debt_id: null, subject: null },
      { line: "3.2 lot>debt 60 6000", lot_id: 1, debt_id: 1, subject: `te:${first.id}` },
      { line: "3.3 lot>debt 40 4000", lot_id: 1, debt_id: 2, subject: `te:${second.id}` },
    ]);
  });

  it("gives the same lot to whoever comes second, and refuses another request under the same payment", async () => {
    const payment = {
      minutes: 600,
      priceMinor: 95_000,
      now: start,
      paymentId: randomUUID(),
      paymentIntent: "pi_twice",
    };
    await world.credit(clientId, payment);
    expect(await world.credit(clientId, { ...payment, now: after(day) })).toMatchObject({
      lot_id: 1,
      is_new: false,
    });
    expect(await world.credit(clientId, { ...payment, paymentId: randomUUID() })).toMatchObject({
      lot_id: 1,
      is_new: false,
    });
    expect(await code(world.credit(clientId, { ...payment, minutes: 1200 }))).toBe("TG002");
    expect(await code(world.credit(clientId, { ...payment, paymentIntent: "pi_other" }))).toBe("TG002");
    expect(await world.balance(clientId, start)).toEqual({ available: 600, owed: 0 });
  });

  it("grants once a key, and refuses a purchase for nothing, an expiry behind us and a grant without a key", async () => {
    await world.credit(clientId, { source: "goodwill", minutes: 60, now: start, key: "sorry" });
    expect(
      await world.credit(clientId, { source: "goodwill", minutes: 60, now: start, key: "sorry" }),
    ).toMatchObject({ is_new: false });
    expect(
      await code(world.credit(clientId, { source: "goodwill", minutes: 61, now: start, key: "sorry" })),
    ).toBe("TG002");
    expect(await code(world.credit(clientId, { minutes: 60, priceMinor: 0, now: start }))).toBe("23514");
    expect(await code(world.credit(clientId, { minutes: 60, now: start, expiresAt: start }))).toBe("TG006");
    expect(
      await code(
        world.rows("select hours_credit($1, 'goodwill', 60, 0, 'EUR', null, $2, 'iris')", [clientId, start]),
      ),
    ).toBe("TG006");
    for (const act of [
      "hours_credit($1, 'goodwill', null, 0, 'EUR', null, $2, 'iris', p_idem_key => 'k')",
      "hours_configure($1, null, 'refuse', null, null, null, $2, 'iris')",
    ])
      expect(await code(world.rows(`select ${act}`, [clientId, start]))).toBe("TG006");
  });
});

it("a credit for work up to a day pays that work, and neither an older debt nor later work", async () => {
  const [mine, later] = [entry(30, { workedAt: after(-2 * day) }), entry(40)];
  await world.credit(clientId, { minutes: 60, now: start, paymentId: clientId, expiresAt: after(day) });
  await world.rows("select hours_adjust($1, 'broken', 90, 'broken', $2, 'iris')", [clientId, start]);
  for (const each of [later, mine]) await world.save(clientId, each);
  const workUntil = after(-day);
  const credit = { source: "import", minutes: 30, priceMinor: 5_000, now: after(hour), workUntil };
  expect(await world.credit(clientId, credit)).toMatchObject({ available_minutes: 0, owed_minutes: 70 });
  expect(await allocations([mine.id])).toMatchObject([{ lot_id: 2, minutes: 30, value_minor: 5_000 }]);
  expect(await allocations([later.id])).toMatchObject([{ lot_id: null, minutes: 40 }]);
  expect(await world.defects()).toEqual([]);
});

describe("draw", () => {
  it("burns free hours first, then what expires first, then the oldest", async () => {
    await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(200 * day) });
    await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(100 * day) });
    await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(100 * day) });
    await world.credit(clientId, { source: "goodwill", minutes: 60, now: start, expiresAt: null });
    const used: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const each = entry(60);
      await world.save(clientId, each);
      used.push((await allocations([each.id]))[0]);
    }
    expect(used).toMatchObject([
      { lot_id: 4, value_minor: 0 },
      { lot_id: 2 },
      { lot_id: 3 },
      { lot_id: 1, value_minor: 95_000 },
    ]);
  });

  it("takes from the next lot what the first one lacks", async () => {
    for (const minutes of [25, 30]) await world.credit(clientId, { minutes, now: start });
    const each = entry(40);
    expect(await world.save(clientId, each)).toMatchObject({ available_minutes: 15, owed_minutes: 0 });
    expect(await allocations([each.id])).toMatchObject([
      { lot_id: 1, minutes: 25 },
      { lot_id: 2, minutes: 15 },
    ]);
  });

  it("refuses new work below zero for a client who wants that, and never a correction of work that was done", async () => {
    await world.credit(clientId, { minutes: 60, now: start });
    await world.rows("select hours_configure($1, 'k', 'refuse', null, null, null, $2, 'iris')", [
      clientId,
      start,
    ]);
    expect(await code(world.save(clientId, entry(61)))).toBe("TG003");
    const done = entry(60);
    await world.save(clientId, done);
    expect(await world.save(clientId, { ...done, minutes: 75, revision: 2 })).toMatchObject({
      owed_minutes: 15,
    });
  });

  it("keeps a frozen account still, and one that thaws moving", async () => {
    await world.credit(clientId, { minutes: 60, now: start });
    await world.rows("select hours_freeze($1, 'a defect', $2)", [clientId, start]);
    expect(await code(world.save(clientId, entry(10)))).toBe("TG005");
    await world.rows("select hours_freeze($1, null, $2)", [clientId, start]);
    expect(await code(world.save(clientId, entry(10)))).toBe("ok");
  });
});

describe("expiry", () => {
  it("lets nobody spend what expired, swept or not, and posts it with the next act, dated at its day", async () => {
    await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(day) });
    expect(await world.balance(clientId, after(day - 1))).toEqual({ available: 60, owed: 0 });
    expect(await world.balance(clientId, after(day))).toEqual({ available: 0, owed: 0 });
    await world.save(clientId, entry(10, { workedAt: after(2 * day), now: after(2 * day) }));
    expect(await world.balance(clientId, after(2 * day))).toEqual({ available: 0, owed: 10 });
    expect(
      await world.rows(
        "select kind, minutes, effective_at, net_after from hour_op where client_id = $1 and seq > 1 order by seq",
        [clientId],
      ),
    ).toEqual([
      { kind: "expire", minutes: 60, effective_at: after(day), net_after: 0 },
      { kind: "time", minutes: 10, effective_at: after(2 * day), net_after: -10 },
    ]);
  });

  it.each([
    ["the window's last minute", 7 * day, 60],
    ["a minute after the window", 7 * day + 60_000, 0],
  ])("late-logged work: %s", async (_, late, revived) => {
    await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(day) });
    const workedAt = after(day - 60_000);
    const each = entry(60, { workedAt, now: after(late, workedAt) });
    await world.save(clientId, each);
    expect(await allocations([each.id])).toMatchObject([
      revived ? { lot_id: 1, minutes: 60, value_minor: 95_000 } : { lot_id: null, minutes: 60 },
    ]);
  });

  it("late-logged work takes what lapsed in between before an open block", async () => {
    await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(day) });
    await world.credit(clientId, { minutes: 600, now: start });
    await world.rows("select hours_expire_due($1, $2)", [clientId, after(2 * day)]);
    const late = entry(50, { workedAt: after(hour), now: after(3 * day) });
    await world.save(clientId, late);
    expect(await allocations([late.id])).toMatchObject([{ lot_id: 1, minutes: 50 }]);
  });

  it.each([
    ["before the block was there", hour],
    ["after it had lapsed", 2 * day],
  ])("late-logged work %s takes nothing of what lapsed", async (_, worked) => {
    await world.credit(clientId, { minutes: 60, now: after(2 * hour), expiresAt: after(day) });
    const late = entry(50, { workedAt: after(worked), now: after(3 * day) });
    await world.save(clientId, late);
    expect(await allocations([late.id])).toMatchObject([{ lot_id: null, minutes: 50 }]);
  });

  it("moves minutes that come back to an expired lot into a correction lot of their value, which lives on; its own expiry is not handed on twice", async () => {
    await world.credit(clientId, { minutes: 60, priceMinor: 1_000, now: start, expiresAt: after(day) });
    const each = entry(50);
    await world.save(clientId, each);
    await world.save(clientId, { ...each, minutes: 7, revision: 2, now: after(2 * day) });
    expect(
      await world.rows(
        "select lot_id, source, parent_lot_id, minutes, price_minor, remaining_minutes, expired_minutes, reissued_minutes, expires_at from hours_lots($1, $2)",
        [clientId, after(2 * day)],
      ),
    ).toEqual([
      {
        lot_id: 2,
        source: "correction",
        parent_lot_id: 1,
        minutes: 43,
        price_minor: 833 - 116,
        remaining_minutes: 43,
        expired_minutes: 0,
        reissued_minutes: 0,
        expires_at: after(32 * day),
      },
      {
        lot_id: 1,
        source: "purchase",
        parent_lot_id: null,
        minutes: 60,
        price_minor: 1_000,
        remaining_minutes: 0,
        expired_minutes: 53,
        reissued_minutes: 43,
        expires_at: after(day),
      },
    ]);
    const late = entry(60, { workedAt: start, now: after(2 * day) });
    await world.save(clientId, late);
    expect(await allocations([late.id])).toMatchObject([
      { lot_id: 1, minutes: 10 },
      { lot_id: 2, minutes: 43 },
      { lot_id: null, minutes: 7 },
    ]);
  });

  it("keeps recorded time from running backwards when a caller's clock does", async () => {
    await world.credit(clientId, { minutes: 60, now: after(hour) });
    await world.save(clientId, entry(10, { now: start }));
    await world.save(clientId, entry(10, { now: after(2 * hour) }));
    const last = entry(10, { now: after(hour) });
    await world.save(clientId, last);
    await world.save(clientId, { ...last, minutes: 5, revision: 2, now: start });
    const times = await world.rows<{ recorded_at: Date }>(
      "select recorded_at from hour_op where client_id = $1 order by seq",
      [clientId],
    );
    expect(times.map((row) => row.recorded_at)).toEqual([
      after(hour),
      after(hour),
      after(2 * hour),
      after(2 * hour),
      after(2 * hour),
    ]);
  });
});

it("tells beforehand what an entry will cost, lot by lot, and changes nothing", async () => {
  await world.credit(clientId, { source: "goodwill", minutes: 15, now: start, expiresAt: after(day) });
  await world.credit(clientId, { minutes: 20, priceMinor: 2_000, now: start });
  expect(await world.rows("select * from hours_preview_draw($1, 50, $2, $2)", [clientId, start])).toEqual([
    {
      available_before: 35,
      owed_before: 0,
      available_after: 0,
      owed_after: 15,
      refused: false,
      allocations: [
        { lotId: 1, minutes: 15, left: 0, revived: false, valueMinor: 0 },
        { lotId: 2, minutes: 20, left: 0, revived: false, valueMinor: 2_000 },
      ],
    },
  ]);
  expect(
    await world.rows(
      "select available_minutes, expires_at, expiring_minutes, seq from hours_balance($1, $2)",
      [clientId, start],
    ),
  ).toEqual([{ available_minutes: 35, expires_at: after(day), expiring_minutes: 15, seq: 2 }]);
  const [row] = await world.rows(
    "select available_minutes, owed_minutes, expiring_minutes from hours_balances($2) where client_id = $1",
    [clientId, start],
  );
  expect(row).toEqual({ available_minutes: 35, owed_minutes: 0, expiring_minutes: 15 });
});
