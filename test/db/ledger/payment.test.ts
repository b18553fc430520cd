import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { after, day, hour, openWorld, start, type World } from "#test/db/ledger/world.ts";

type Synced = {
  applied: boolean;
  op_seq: number | null;
  reversed_minutes: number;
  held_minutes: number;
  available_minutes: number;
  owed_minutes: number;
};

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

/** Buys ten hours for 950.00; a refund of so many parts of a hundred is that many percent. */
async function buy(minutes = 600, now = start, expiresAt?: Date): Promise<string> {
  const paymentId = randomUUID();
  await world.credit(clientId, { minutes, now, paymentId, ...(expiresAt ? { expiresAt } : {}) });
  return paymentId;
}
async function sync(
  paymentId: string,
  refunded: number,
  disputed = 0,
  now = start,
  version?: number,
): Promise<Synced> {
  const wanted =
    version ??
    Number(
      (
        await world.rows<{ v: string }>("select hours_number_payment_read($1, $2) as v", [
          clientId,
          paymentId,
        ])
      )[0]?.v,
    );
  const [row] = await world.rows<Synced>(
    "select * from hours_sync_payment($1, $2, $3, $4, $5, $6, 'stripe')",
    [clientId, paymentId, wanted, refunded, disputed, now],
  );
  if (!row) throw new Error("no answer");
  return row;
}
const draw = async (minutes: number, now = start): Promise<string> => {
  const id = randomUUID();
  await world.save(clientId, { id, minutes, revision: 1, workedAt: now, now });
  return id;
};
const lots = () =>
  world.rows<Record<string, number>>(
    "select id, minutes, remaining_minutes as left, used_minutes as used, reversed_minutes as reversed, expired_minutes as expired, held_minutes as held, reissued_minutes as reissued from hour_lot where client_id = $1 order by id",
    [clientId],
  );
const lines = (seq: number | null) =>
  world
    .rows<{ text: string }>(
      "select format('%s>%s %s %s lot %s debt %s', src, dst, minutes, value_minor, lot_id, debt_id) as text from hour_transfer where client_id = $1 and seq = $2 order by line",
      [clientId, seq],
    )
    .then((rows) => rows.map((row) => row.text));
const full = 95_000;

describe("a refund", () => {
  it("takes what is open, in a correction lot too, before what has expired", async () => {
    const payment = await buy(600, start, after(30 * day));
    const id = randomUUID();
    const entry = { id, workedAt: start };
    await world.save(clientId, { ...entry, minutes: 100, revision: 1, now: start });
    await world.save(clientId, { ...entry, minutes: 40, revision: 2, now: after(31 * day) });
    const done = await sync(payment, 7917, 0, after(31 * day));
    expect(done).toMatchObject({ reversed_minutes: 50, available_minutes: 10, owed_minutes: 0 });
    expect(await lots()).toMatchObject([
      { reversed: 0, expired: 560, reissued: 60 },
      { reversed: 50, left: 10 },
    ]);
  });
  it("of a block that was used up takes from the next one, visibly; replayed it does nothing; canceled it leaves the lots as they were", async () => {
    const first = await buy();
    await draw(545);
    await buy(600, after(hour));
    const before = await lots();
    const done = await sync(first, full, 0, after(2 * hour));
    expect(done).toMatchObject({
      applied: true,
      reversed_minutes: 600,
      available_minutes: 55,
      owed_minutes: 0,
    });
    expect(await lines(done.op_seq)).toEqual([
      "lot>reversed 55 0 lot 1 debt ",
      "debt>reversed 545 0 lot  debt 1",
      "lot>debt 545 86291 lot 2 debt 1",
    ]);
    expect(await sync(first, full, 0, after(3 * hour))).toMatchObject({
      applied: true,
      op_seq: null,
      available_minutes: 55,
    });
    expect(await sync(first, full, 0, after(3 * hour), 1)).toMatchObject({
      applied: false,
      op_seq: null,
      available_minutes: 55,
    });
    const back = await sync(first, 0, 0, after(4 * hour));
    expect(back).toMatchObject({ reversed_minutes: 0, available_minutes: 655, owed_minutes: 0 });
    expect(await lines(back.op_seq)).toEqual([
      "debt>lot 545 -86291 lot 2 debt 1",
      "reversed>debt 545 0 lot  debt 1",
      "reversed>lot 55 0 lot 1 debt ",
    ]);
    expect(await lots()).toEqual(before);
  });
  it("in part takes its share of the minutes, rounded for the client, and never more than all", async () => {
    const paymentId = await buy();
    expect(await sync(paymentId, 157)).toMatchObject({ reversed_minutes: 0, available_minutes: 600 });
    expect(await sync(paymentId, 159)).toMatchObject({ reversed_minutes: 1, available_minutes: 599 });
    expect(await sync(paymentId, 47_500)).toMatchObject({ reversed_minutes: 300 });
    expect(await sync(paymentId, full - 1)).toMatchObject({ reversed_minutes: 599 });
    expect(await sync(paymentId, full + 5)).toMatchObject({ reversed_minutes: 600, available_minutes: 0 });
    expect(await sync(paymentId, 47_500)).toMatchObject({ reversed_minutes: 300, available_minutes: 300 });
  });
  it("taken back after its block was extended comes back with the block's later day", async () => {
    const paymentId = await buy(600, start, after(30 * day));
    await sync(paymentId, full / 2);
    await world.rows("select hours_extend_lot($1, 'x', 1, $2, 'a favour', $3, 'iris')", [
      clientId,
      after(90 * day),
      start,
    ]);
    expect(await sync(paymentId, 0, 0, after(hour))).toMatchObject({ available_minutes: 600 });
    expect(
      await world.rows(
        "select sum(remaining_minutes)::int as left, expires_at from hour_lot where client_id = $1 and is_open group by expires_at",
        [clientId],
      ),
    ).toEqual([{ left: 600, expires_at: after(90 * day) }]);
  });
  it("of used hours is owed when nothing else pays, and the next block pays it", async () => {
    const paymentId = await buy();
    await draw(545);
    expect(await sync(paymentId, full)).toMatchObject({ available_minutes: 0, owed_minutes: 545 });
    await buy();
    expect(await world.balance(clientId, start)).toEqual({ available: 55, owed: 0 });
    expect(await sync(paymentId, 47_500)).toMatchObject({ reversed_minutes: 300, available_minutes: 355 });
  });
  it("that fails after half of its debt was paid drops the open half first", async () => {
    const paymentId = await buy();
    await draw(600);
    await sync(paymentId, full);
    await buy(400, after(hour));
    const back = await sync(paymentId, 47_500, 0, after(hour));
    expect(back).toMatchObject({ available_minutes: 100, owed_minutes: 0 });
    expect(await lines(back.op_seq)).toEqual([
      "reversed>debt 200 0 lot  debt 1",
      "debt>lot 100 -23750 lot 2 debt 1",
      "reversed>debt 100 0 lot  debt 1",
    ]);
    expect(
      await world.rows(
        "select open_minutes, settled_minutes, canceled_minutes from hour_debt where client_id = $1",
        [clientId],
      ),
    ).toEqual([{ open_minutes: 0, settled_minutes: 300, canceled_minutes: 300 }]);
  });
  it("of hours that expired is no debt, and they are expired again when it fails", async () => {
    const paymentId = await buy(600, start, after(day));
    await draw(100);
    const done = await sync(paymentId, full, 0, after(2 * day));
    expect(done).toMatchObject({ available_minutes: 0, owed_minutes: 100 });
    expect(await lots()).toMatchObject([{ reversed: 500, expired: 0, used: 100 }]);
    await sync(paymentId, 0, 0, after(2 * day));
    expect(await lots()).toMatchObject([{ reversed: 0, expired: 500, used: 100, reissued: 0 }]);
    expect(await world.balance(clientId, after(2 * day))).toEqual({ available: 0, owed: 0 });
  });
  it("finds the hours that live on in correction lots before it makes a debt", async () => {
    const paymentId = await buy(600, start, after(day));
    const id = await draw(600);
    await world.save(clientId, { id, minutes: 500, revision: 2, workedAt: start, now: after(2 * day) });
    await sync(paymentId, full, 0, after(2 * day));
    expect(await lots()).toMatchObject([
      { id: 1, reversed: 0, used: 500 },
      { id: 2, reversed: 100, left: 0 },
    ]);
    expect(await world.balance(clientId, after(2 * day))).toEqual({ available: 0, owed: 500 });
  });
  it("that fails when the lot's day has passed meanwhile gives its hours back in a correction lot", async () => {
    const paymentId = await buy(600, start, after(day));
    await sync(paymentId, full);
    expect(await sync(paymentId, 0, 0, after(2 * day))).toMatchObject({ available_minutes: 600 });
    expect(await lots()).toMatchObject([{ expired: 600, reissued: 600 }, { left: 600 }]);
  });
  it("never touches another payment's lot but to pay a debt", async () => {
    const first = await buy();
    const second = await buy(300, after(hour));
    await sync(first, full, 0, after(hour));
    expect(await lots()).toMatchObject([{ reversed: 600 }, { reversed: 0, left: 300 }]);
    await sync(second, full, 0, after(hour));
    await sync(first, 0, 0, after(hour));
    expect(await lots()).toMatchObject([{ left: 600 }, { reversed: 300 }]);
  });
});

describe("a dispute", () => {
  it("holds what is left, no more; won it lets go, lost it takes", async () => {
    const paymentId = await buy();
    await draw(200);
    expect(await sync(paymentId, 0, full)).toMatchObject({
      held_minutes: 400,
      reversed_minutes: 0,
      available_minutes: 0,
      owed_minutes: 0,
    });
    expect(await sync(paymentId, 0, 0)).toMatchObject({ held_minutes: 0, available_minutes: 400 });
    await sync(paymentId, 0, full);
    expect(await sync(paymentId, full, 0)).toMatchObject({
      held_minutes: 0,
      reversed_minutes: 600,
      owed_minutes: 200,
    });
    expect(await lots()).toMatchObject([{ used: 200, reversed: 400, held: 0 }]);
  });
  it("then refunded in part, then won: neither is counted twice", async () => {
    const paymentId = await buy();
    await sync(paymentId, 0, full);
    expect(await sync(paymentId, 47_500, 47_500)).toMatchObject({ reversed_minutes: 300, held_minutes: 300 });
    expect(await sync(paymentId, 47_500, full), "never more than the payment").toMatchObject({
      reversed_minutes: 300,
      held_minutes: 300,
    });
    expect(await sync(paymentId, 47_500, 0)).toMatchObject({ available_minutes: 300 });
  });
  it("keeps held hours from expiring, and gives them back in a correction lot when it is won too late", async () => {
    const paymentId = await buy(600, start, after(day));
    await sync(paymentId, 0, full);
    await world.rows("select hours_expire_due($1, $2)", [clientId, after(2 * day)]);
    expect(await lots()).toMatchObject([{ held: 600, expired: 0 }]);
    expect(await sync(paymentId, 0, 0, after(2 * day))).toMatchObject({ available_minutes: 600 });
  });
});

describe("syncing", () => {
  it("is about one's own payments and sensible amounts; a foreign one isn't there", async () => {
    const paymentId = await buy();
    const other = await world.newClient();
    expect(await world.rows("select hours_number_payment_read($1, $2) as v", [other, paymentId])).toEqual([
      { v: null },
    ]);
    expect(
      await codeOf(
        world.rows("select hours_sync_payment($1, $2, 1, 0, 0, $3, 'x')", [other, paymentId, start]),
      ),
    ).toBe("TG004");
    expect(
      await codeOf(
        world.rows("select hours_sync_payment($1, $2, 1, -1, 0, $3, 'x')", [clientId, paymentId, start]),
      ),
    ).toBe("TG006");
    await world.rows("select hours_freeze($1, 'a defect', $2)", [clientId, start]);
    expect(await codeOf(sync(paymentId, full))).toBe("TG005");
    expect(
      await world.rows("select asked_version::int as v from hour_payment where id = $1", [paymentId]),
    ).toEqual([{ v: 1 }]);
  });
  it("lets the newest version win, whatever order they come in", async () => {
    const paymentId = await buy();
    await sync(paymentId, full, 0, start, 3);
    expect(await sync(paymentId, 0, 0, start, 2)).toMatchObject({ applied: false, reversed_minutes: 600 });
    expect(await sync(paymentId, 0, 0, start, 3)).toMatchObject({ applied: false, reversed_minutes: 600 });
    expect(await world.rows("select hours_number_payment_read($1, $2) as v", [clientId, paymentId])).toEqual([
      { v: "4" },
    ]);
  });
});
