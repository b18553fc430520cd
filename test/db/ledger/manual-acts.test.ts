import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { after, day, openWorld, start, type World } from "#test/db/ledger/world.ts";

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  clientId = await world.newClient();
  await world.credit(clientId, { minutes: 60, now: start, expiresAt: after(10 * day) });
});
afterAll(() => world.close());

const adjust = (key: string | null, minutes: number | null, reason: string | null) =>
  codeOf(
    world.rows("select hours_adjust($1, $2, $3, $4, $5, 'iris')", [clientId, key, minutes, reason, start]),
  );
const extend = (key: string | null, lotId: number, until: Date | null) =>
  codeOf(
    world.rows("select hours_extend_lot($1, $2, $3, $4, 'a favour', $5, 'iris')", [
      clientId,
      key,
      lotId,
      until,
      start,
    ]),
  );

it("takes hours away for a reason, a key and at least a minute, and one request a key", async () => {
  for (const [key, minutes, reason] of [
    [null, 5, "x"],
    ["a", 0, "x"],
    ["a", -5, "x"],
    ["a", null, "x"],
    ["a", 5, ""],
    ["a", 5, null],
  ] as const)
    expect(await adjust(key, minutes, reason)).toBe("TG006");
  expect(await adjust("a", 5, "x")).toBe("ok");
  expect(await adjust("a", 6, "x")).toBe("TG002");
  expect(await extend("a", 1, after(20 * day))).toBe("TG002");
  expect(await world.balance(clientId, start)).toEqual({ available: 55, owed: 0 });
});

it("extends a lot that is there, to a later day, and one request a key", async () => {
  for (const [key, lotId, until] of [
    [null, 1, after(20 * day)],
    ["e", 2, after(20 * day)],
    ["e", 1, null],
    ["e", 1, after(10 * day)],
    ["e", 1, after(-day)],
  ] as const)
    expect(await extend(key, lotId, until)).toBe("TG006");
  expect(await extend("e", 1, after(20 * day))).toBe("ok");
  expect(await extend("e", 1, after(21 * day))).toBe("TG002");
  expect(await extend("f", 2, new Date("9999-01-01"))).toBe("ok");
  expect(await world.balance(clientId, after(400 * day))).toEqual({ available: 60, owed: 0 });
  expect(await world.defects()).toEqual([]);
});
