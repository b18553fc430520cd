import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { proveLedger } from "#app/hours/store/ledger-upkeep.server.ts";

import { openWorld, start, type World } from "./world.ts";

let world: World;
let clientId: string;
beforeAll(async () => {
  world = await openWorld();
  clientId = await world.newClient();
  await world.credit(clientId, { minutes: 600, now: start });
  await log();
});
afterAll(() => world.close());

const log = () =>
  world.save(clientId, { id: randomUUID(), minutes: 30, revision: 1, workedAt: start, now: start });
const found = async (whole: boolean) =>
  (await proveLedger(whole, start)).map(({ invariant, subject }) => `${invariant} ${subject}`);

/** What nobody can do through the application: rewrites an operation, with its trigger off. */
const rewrite = (seq: number, reason: string | null) =>
  world.asOwner(async (tx) => {
    await tx.query("alter table hour_op disable trigger append_only");
    await tx.query("update hour_op set reason = $3 where client_id = $1 and seq = $2", [
      clientId,
      seq,
      reason,
    ]);
    await tx.query("alter table hour_op enable trigger append_only");
  });

test("each hour the proof goes on from the last proven operation, and at night it reads all", async () => {
  expect(await found(false)).toEqual([]);
  await rewrite(1, "another reason");
  await log();
  expect(await found(false)).toEqual([]);
  expect(await found(true)).toEqual(["I16 op 1"]);
  await rewrite(1, null);
  expect(await found(true)).toEqual([]);
});

test("what came after the last proof is found within the hour, and nothing is proven on top of it", async () => {
  await log();
  const [{ seq } = { seq: 0 }] = await world.rows<{ seq: number }>(
    "select seq from hour_account where client_id = $1",
    [clientId],
  );
  await rewrite(seq, "another reason");
  expect(await found(false)).toEqual([`I16 op ${seq}`]);
  await log();
  expect(await found(false)).toEqual([`I16 op ${seq}`]);
  await rewrite(seq, null);
  expect(await found(false)).toEqual([]);
});

test("the first op after the proof was recorded no earlier than the last proven one", async () => {
  await log();
  expect(await found(false)).toEqual([]);
  await log();
  const redate = (by: string) =>
    world.asOwner(async (tx) => {
      await tx.query("alter table hour_op disable trigger append_only");
      const { rows } = await tx.query<{ seq: number }>(
        "update hour_op o set recorded_at = recorded_at + $2::interval from hour_account a where a.client_id = $1 and o.client_id = a.client_id and o.seq = a.seq returning o.seq",
        [clientId, by],
      );
      await tx.query("alter table hour_op enable trigger append_only");
      return rows[0]?.seq;
    });
  const seq = await redate("-1 hour");
  expect(await found(false)).toEqual([`I16 op ${seq}`, `I5 op ${seq}`]);
  await redate("1 hour");
  expect(await found(false)).toEqual([]);
});
