import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import {
  after,
  day,
  openWorld,
  postCredit,
  saveEntry,
  start,
  type Tx,
  type World,
} from "#test/db/ledger/world.ts";

const url = process.env["MIGRATE_DATABASE_URL"] ?? "";
const [payment, entry, known, other, key] = [1, 2, 3, 4, 5].map(() => randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
];

let world: World;
let clientId: string;
let partnerId: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A client's ledger rows, without their times. */
const accounts = () =>
  world.rows(
    `select
  (select json_agg(json_build_array(available_minutes, owed_minutes, held_minutes, seq, encode(last_hash, 'hex')) order by client_id) from hour_account where client_id in ($1, $2)) as accounts,
  (select json_agg(l order by client_id, id) from hour_lot l where client_id in ($1, $2)) as lots, (select json_agg(d order by id) from hour_debt d where client_id = $1) as debts,
  (select count(*)::int from hour_transfer where client_id in ($1, $2)) as lines, (select json_agg(t order by id) from topup_attempt t where client_id = $1) as attempts`,
    [clientId, partnerId],
  );

const work =
  (id: string, minutes: number, revision = 1) =>
  (tx: Tx) =>
    saveEntry(tx, clientId, { id, minutes, revision, workedAt: start, now: after(day) });
const acts: [string, (tx: Tx) => Promise<unknown>][] = [
  ["a credit", (tx) => postCredit(tx, clientId, { minutes: 60, now: after(day), paymentId: payment })],
  ["a draw on one lot", work(entry, 10)],
  ["a draw below zero", work(entry, 900)],
  ["a correction", work(known, 30, 2)],
  [
    "a refund",
    (tx) =>
      tx.query("select hours_sync_payment($1, $2, 1, 50000, 0, $3, 'stripe')", [clientId, other, after(day)]),
  ],
  ["an expiry", (tx) => tx.query("select hours_expire_due($1, $2)", [clientId, after(400 * day)])],
  [
    "hours taken by staff",
    (tx) => tx.query("select hours_adjust($1, $2, 15, 'a mistake', $3, 'iris')", [clientId, key, after(day)]),
  ],
  [
    "an extension",
    (tx) =>
      tx.query("select hours_extend_lot($1, $2, 1, $3, 'a favour', $4, 'iris')", [
        clientId,
        key,
        after(500 * day),
        after(day),
      ]),
  ],
  [
    "settings",
    (tx) =>
      tx.query("select hours_configure_topup($1, $2, 'charge', 1000, 60, 4, null, $3, 'iris')", [
        clientId,
        key,
        after(day),
      ]),
  ],
  [
    "a move to another client",
    (tx) =>
      tx.query("select hours_move($1, $2, $3, 40, 'one holding', $4, 'iris')", [
        clientId,
        partnerId,
        key,
        after(day),
      ]),
  ],
];

/** Lets an act come as far as its line in the journal, after the rows that it changes, and kills its connection there. */
async function killedHalfWay(act: (tx: Tx) => Promise<unknown>): Promise<string> {
  const [gate, actor] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([gate.connect(), actor.connect()]);
  actor.on("error", () => undefined);
  try {
    await gate.query("begin");
    await gate.query("lock table hour_op in share mode");
    await actor.query("begin");
    const {
      rows: [self],
    } = await actor.query<{ pid: number }>(
      "select pg_backend_pid() as pid, set_config('role', 'tegoed_system', true)",
    );
    const end = act(actor).then(
      () => "done",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const waits = async () =>
      (
        await world.pool.query(
          "select from pg_locks where pid = $1 and not granted and relation = 'hour_op'::regclass",
          [self?.pid],
        )
      ).rowCount;
    await vi.waitFor(async () => expect(await waits()).toBe(1), { timeout: 10_000, interval: 20 });
    await world.pool.query("select pg_terminate_backend($1)", [self?.pid]);
    return await end;
  } finally {
    await gate.end();
    await actor.end().catch(() => undefined);
  }
}

describe.each(acts)("%s whose connection is killed half way", (_, act) => {
  it("has done nothing; asked again, and once more, it is done once", async () => {
    [clientId, partnerId] = [await world.newClient(), await world.newClient()];
    await world.credit(clientId, { minutes: 600, now: start, paymentId: other });
    await world.save(clientId, { id: known, minutes: 45, revision: 1, workedAt: start, now: start });
    const before = await accounts();
    expect(await killedHalfWay(act)).toMatch(/terminat|closed/i);
    expect(await accounts()).toEqual(before);
    await world.asSystem(act);
    const done = await accounts();
    expect(done).not.toEqual(before);
    await world.asSystem(act);
    expect(await accounts()).toEqual(done);
    expect(await world.defects()).toEqual([]);
  });
});
