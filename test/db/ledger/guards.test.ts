import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openWorld, start, type Tx, type World } from "#test/db/ledger/world.ts";

const tables = [
  "hour_account",
  "hour_setting",
  "hour_payment",
  "hour_lot",
  "hour_debt",
  "hour_op",
  "hour_transfer",
  "topup_attempt",
  "hour_payment_state",
];

let world: World;
let clientId: string;
let otherId: string;
beforeAll(async () => {
  world = await openWorld();
  [clientId, otherId] = [await world.newClient(), await world.newClient()];
  for (const each of [clientId, otherId]) {
    await world.credit(each, { minutes: 60, now: start });
    await world.save(each, { id: randomUUID(), minutes: 90, revision: 1, workedAt: start, now: start });
    await world.rows(
      "select hours_number_payment_read(client_id, id), hours_sync_payment(client_id, id, 1, 1, 1, $2, 'stripe') from hour_payment where client_id = $1",
      [each, start],
    );
  }
});
afterAll(() => world.close());

const code = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "ok",
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );

describe.each(tables)("%s", (table) => {
  it.each([
    ["insert", `insert into ${table} (client_id) select client_id from ${table}`],
    ["update", `update ${table} set client_id = client_id`],
    ["delete", `delete from ${table}`],
    ["truncate", `truncate ${table} cascade`],
  ])("can't be changed by the application's role: %s", async (_, text) => {
    expect(await code(world.asSystem((tx) => tx.query(text)))).toBe("42501");
  });
  it("shows a client its own rows alone, and staff all", async () => {
    const ids = (tx: Tx) =>
      tx
        .query<{ client_id: string }>(`select distinct client_id from ${table}`)
        .then(({ rows }) => rows.map((row) => row.client_id).sort());
    const filled = table !== "topup_attempt";
    expect(await world.asClient(clientId, ids)).toEqual(filled ? [clientId] : []);
    expect(await world.asClient("", ids)).toEqual([]);
    expect(await world.asSystem(ids)).toEqual(filled ? [clientId, otherId].sort() : []);
  });
});

it("keeps the journal append-only even for the ledger's owner", async () => {
  const journal = ["hour_op", "hour_transfer", "hour_payment_state", "hour_move"];
  for (const table of journal) {
    for (const text of [
      `update ${table} set seq = seq`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      const run = world.asOwner(async (tx) => {
        // truncating one with what refers to it asks for the right to the others, too
        await tx.query(`grant update, delete, truncate on ${journal.join()} to tegoed_owner`);
        await tx.query(text);
      });
      expect(await code(run)).toBe("TG900");
    }
  }
  for (const text of [
    "delete from hour_op",
    "update hour_transfer set minutes = 1",
    "truncate hour_transfer",
  ])
    expect(await code(world.asOwner((tx) => tx.query(text)))).toBe("42501");
});

it("lets a client's session see nothing of another client and move nothing at all", async () => {
  const reads = [
    "select * from hours_balance($1, now())",
    "select * from hours_lots($1, now())",
    "select hours_verify_chain($1) where false",
    "select * from ledger_defects where client_id = $1",
    "select * from hours_allocations($1, (select array_agg(id) from time_entry))",
    "select * from hours_value_by_month($1, 'UTC', '2026-01-01', '2027-01-01')",
    "select * from hours_lot_tree($1, (select id from hour_payment limit 1))",
    "select 1 where hours_seq_at($1, 'infinity') > 0",
  ];
  for (const text of reads)
    expect((await world.asClient(clientId, (tx) => tx.query(text, [otherId]))).rows, text).toEqual([]);
  const acts = [
    "select hours_credit($1, 'goodwill', 60, 0, 'EUR', null, now(), 'x', p_idem_key => 'x')",
    `select hours_set_time($1, '${randomUUID()}', 5, 1, 'reactive', now(), now(), 'x', null)`,
    "select hours_expire_due($1, now())",
    "select hours_configure($1, 'x', 'refuse', null, null, null, now(), 'x')",
    "select hours_freeze($1, 'x', now())",
    "select hours_number_payment_read($1, $1)",
    "select hours_sync_payment($1, $1, 1, 1, 1, now(), 'x')",
    "select hours_adjust($1, 'x', 1, 'x', now(), 'x')",
    "select hours_extend_lot($1, 'x', 1, 'infinity', 'x', now(), 'x')",
    "select hours_move($1, $1, 'x', 1, 'x', now(), 'x')",
    "select hours_configure_topup($1, 'x', 'charge', 60, 60, 1, null, now(), 'x')",
    "select topup_evaluate($1, now())",
    "select * from topup_claim($1, now(), 60)",
    "select topup_resume($1, now())",
    "select topup_suspend($1, 'x', now())",
    "select topup_price($1, $1, 0, 1, 'EUR', now())",
    "select topup_set_state($1, $1, 0, 'failed', now(), null, null, null, null, null, null)",
  ];
  for (const text of acts) {
    for (const target of [otherId, clientId])
      expect(await code(world.asClient(clientId, (tx) => tx.query(text, [target]))), text).toBe("TG004");
  }
  expect(
    await code(
      world.asClient(clientId, (tx) => tx.query("select hours_preview_draw($1, 5, now(), now())", [otherId])),
    ),
  ).toBe("TG004");
  expect(
    await code(world.asClient(clientId, (tx) => tx.query("select hours_open_account($1)", [randomUUID()]))),
  ).toBe("42501");
  for (const text of [
    "select hours_lock_account($1)",
    "select hours_take((select a from hour_account a where client_id = $1), 'te:x', 5, now(), now())",
  ]) {
    expect(await code(world.asSystem((tx) => tx.query(text, [clientId]))), text).toBe("42501");
  }
  expect(
    (
      await world.asClient(clientId, (tx) =>
        tx.query("select * from hours_balance($1, $2)", [clientId, start]),
      )
    ).rows,
  ).toMatchObject([{ owed_minutes: 30 }]);
});

it("runs its acts as an owner without any power of its own, on a pinned search path", async () => {
  const rows = await world.rows<{
    name: string;
    owner: string;
    secure: boolean;
    config: string[] | null;
    weak: boolean;
  }>(
    `select p.proname as name, r.rolname as owner, p.prosecdef as secure, p.proconfig as config, r.rolsuper or r.rolbypassrls or r.rolcanlogin as weak
     from pg_proc p join pg_roles r on r.oid = p.proowner where p.proname ~ '^(hours|topup)_'`,
  );
  expect(rows.every((row) => row.owner === "tegoed_owner" && !row.weak)).toBe(true);
  const acts = rows.filter((row) => row.secure);
  expect(acts.map((row) => row.name).sort()).toEqual([
    "hours_adjust",
    "hours_configure",
    "hours_configure_topup",
    "hours_convert",
    "hours_credit",
    "hours_expire_due",
    "hours_extend_lot",
    "hours_freeze",
    "hours_move",
    "hours_number_payment_read",
    "hours_open_account",
    "hours_overage",
    "hours_set_time",
    "hours_sync_payment",
    "topup_claim",
    "topup_evaluate",
    "topup_price",
    "topup_resume",
    "topup_set_state",
    "topup_suspend",
  ]);
  for (const act of acts) expect(act.config, act.name).toEqual(["search_path=pg_catalog, public, pg_temp"]);
});

it("holds exactly the functions that prisma/ledger says", async () => {
  const files = readdirSync("prisma/ledger").filter((name) => /^(hours|topup)_.*\.sql$/.test(name));
  const wanted = files.map((name) => ({
    name: name.slice(0, -4),
    body: readFileSync(`prisma/ledger/${name}`, "utf8").split("$$")[1],
  }));
  expect(
    await world.rows(
      "select proname::text as name, prosrc as body from pg_proc where proname ~ '^(hours|topup)_' order by 1",
    ),
  ).toEqual(wanted.sort((a, b) => (a.name < b.name ? -1 : 1)));
});

describe("tampering with the tables is seen", () => {
  const tampers: [string, string, string[]][] = [
    ["a byte of an op", "update hour_op set actor = 'daam' where client_id = $1 and seq = 2", ["I16"]],
    [
      "a hash",
      "update hour_op set hash = set_byte(hash, 0, 255 - get_byte(hash, 0)) where client_id = $1 and seq = 1",
      ["I16"],
    ],
    [
      "a line's minutes",
      "update hour_transfer set minutes = minutes + 1 where client_id = $1 and seq = 2 and line = 1",
      ["I10", "I16", "I18", "I8"],
    ],
    [
      "what a payment gave back",
      "update hour_payment set refunded_minor = refunded_minor + 1700 where client_id = $1",
      ["I14", "I15"],
    ],
    ["what a payment holds", "update hour_payment set disputed_minor = 2 where client_id = $1", ["I14"]],
    ["the top-up's level", "update hour_account set active_threshold = 5 where client_id = $1", ["I12"]],
    [
      "a line's cents",
      "update hour_transfer set value_minor = value_minor - 1 where client_id = $1 and seq = 2 and line = 1",
      ["I11", "I16"],
    ],
    [
      "a line's lot",
      "update hour_transfer set lot_id = 99 where client_id = $1 and seq = 2 and line = 1",
      ["I11", "I16", "I18", "I5"],
    ],
    [
      "a line's debt",
      "update hour_transfer set debt_id = 99 where client_id = $1 and seq = 2 and line = 2",
      ["I16", "I18", "I5"],
    ],
    [
      "a line's lot-less debt",
      "delete from hour_transfer where client_id = $1 and seq = 2 and line = 2",
      ["I10", "I16", "I18", "I8"],
    ],
    ["the head", "update hour_account set last_hash = '\\x00' where client_id = $1", ["I16"]],
    ["the cached balance", "update hour_account set owed_minutes = 29 where client_id = $1", ["I15", "I3"]],
    [
      "a lot",
      "update hour_lot set used_minutes = 59, remaining_minutes = 1 where client_id = $1",
      ["I11", "I18", "I3"],
    ],
    [
      "a debt",
      "update hour_debt set open_minutes = 29, canceled_minutes = 1 where client_id = $1",
      ["I18", "I3"],
    ],
    ["an entry", "update time_entry set billable_minutes = 1 where client_id = $1", ["I15", "I8"]],
    ["an entry's revision", "update time_entry set revision = 3 where client_id = $1", ["I8"]],
    ["the trigger", "select $1::uuid", ["I9"]],
  ];
  it.each(tampers)("%s", async (what, text, invariants) => {
    const found: { invariants: string[]; first: number | null } = { invariants: [], first: null };
    const run = world.asOwner(async (tx) => {
      await tx.query("alter table hour_op disable trigger append_only");
      await tx.query("alter table hour_transfer disable trigger append_only");
      // who can change the journal can take its foreign keys away too
      await tx.query(
        "alter table hour_transfer drop constraint hour_transfer_lot, drop constraint hour_transfer_debt",
      );
      await tx.query("grant update, delete on hour_op, hour_transfer to tegoed_owner");
      await tx.query(text, [clientId]);
      const { rows } = await tx.query<{ invariant: string; first: number | null }>(
        "select distinct invariant, hours_verify_chain($1) as first from ledger_defects order by 1",
        [clientId],
      );
      found.invariants = rows
        .map((row) => row.invariant)
        .filter((each) => what === "the trigger" || each !== "I9");
      found.first = rows[0]?.first ?? null;
      throw new Error("undo");
    });
    await expect(run).rejects.toThrow("undo");
    expect(found.invariants).toEqual(invariants);
    if (invariants.includes("I16") && what !== "the head") expect(found.first).toBeGreaterThan(0);
  });
  it("and nothing else is", async () => {
    expect(await world.defects()).toEqual([]);
  });
});
