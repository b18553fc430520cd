import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";

import { sqlNow } from "#test/setup/clock.ts";
import { eventually, startTestApp, type TestApp } from "#test/setup/test-app.ts";
import { openRecords, type Records } from "#test/routes/purchase.ts";
import { saveAndChoose } from "#test/routes/topup-purchase.ts";
import { signIn, type Visitor } from "#test/setup/visitor.ts";

let app: TestApp;
let records: Records;
let petra: Visitor;
let db: pg.Pool;
const ours = "(select id from client where name = 'Bakkerij Jansen')";
const authorization = { authorization: "Bearer sk_test_emulator", "stripe-version": "2026-10-28.endive" };

const control = (name: string, body: unknown): Promise<Response> =>
  fetch(`${app.emulator.url}/_emu/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-emulator-token": app.emulator.controlToken },
    body: JSON.stringify(body),
  });

beforeAll(async () => {
  app = await startTestApp();
  records = openRecords(app);
  db = new pg.Pool({ connectionString: app.databaseUrl, max: 3 });
  db.on("error", () => undefined);
  petra = await signIn(app.url, "petra@bakkerij-jansen.example");
  await saveAndChoose(app, petra, { method: "card", mode: "charge", maxCount: "30" });
}, 180_000);
afterAll(async () => {
  await db?.end();
  await records?.close();
  await app?.stop();
});

const rows = async (text: string): Promise<Record<string, unknown>[]> =>
  (await db.query<Record<string, unknown>>(text)).rows;
const latest = async (): Promise<Record<string, unknown> | undefined> =>
  (
    await rows(
      `select id::text, status, stripe_invoice from topup_attempt where client_id = ${ours} order by created_at desc limit 1`,
    )
  )[0];

/** Takes the bakery's hours down to the level, as work does; a new attempt is there and a worker is asked. */
async function fallToLevel(): Promise<string> {
  const before = (await latest())?.["id"];
  await rows(`do $$ begin perform set_config('app.scope', 'system', true); perform hours_adjust(c.id, gen_random_uuid()::text, greatest(a.available_minutes - 100, 1), 'test', ${sqlNow()}, 'system')
    from client c join hour_account a on a.client_id = c.id where c.name = 'Bakkerij Jansen'; end $$`);
  return String(
    await eventually("the attempt", async () => {
      const now = await latest();
      return now && now["id"] !== before ? now["id"] : null;
    }),
  );
}

async function chargesOf(attempt: string): Promise<{ status: string }[]> {
  const {
    rows: [found],
  } = await db.query<{ stripe_invoice: string }>("select stripe_invoice from topup_attempt where id = $1", [
    attempt,
  ]);
  const answer = await fetch(
    `${app.emulator.url}/v1/invoice_payments?invoice=${found?.stripe_invoice}&limit=20`,
    { headers: authorization },
  );
  return ((await answer.json()) as { data: { status: string }[] }).data.filter(
    ({ status }) => status === "paid",
  );
}

/** After a crash: the dead worker's job is taken over at once here, and the claim runs out; the rest is the product's own doing. */
async function recover(attempt: string): Promise<void> {
  await app.startWeb();
  await eventually(
    "the recovery",
    async () => {
      await rows(
        `update topup_attempt set next_look_at = ${sqlNow()} - interval '1 second' where status not in ('succeeded', 'failed', 'canceled') and next_look_at < ${sqlNow()} + interval '3 minutes' and next_look_at > ${sqlNow()}`,
      );
      await rows("select graphile_worker.add_job('billing.sweep-topups', '{}'::json, job_key => 'sweep')");
      await eventually(
        "the sweep",
        async () => (await rows("select from graphile_worker.jobs where key = 'sweep'")).length === 0,
      );
      return (await latest())?.["status"] === "succeeded";
    },
    60_000,
  );
  expect(await chargesOf(attempt)).toHaveLength(1);
  expect(await rows(`select from hour_lot where payment_id = '${attempt}'`)).toHaveLength(1);
  await eventually(
    "the letter",
    async () =>
      (await rows(`select from letter where template = 'topup-done' and key like 'topup-done:${attempt}:%'`))
        .length >= 1,
  );
  expect(await rows("select set_config('app.scope', 'system', false)")).toHaveLength(1);
  expect(app.emulator.issues()).toEqual([]);
}

const steps = [
  "invoices.list",
  "invoices.create",
  "invoiceItems.create",
  "invoices.finalizeInvoice",
  "invoices.pay",
  "paymentIntents.retrieve",
];

test.each(
  steps.flatMap((op) => [
    [op, "hang"],
    [op, "hang_after"],
  ]),
)(
  "kill -9 at %s, before (hang) or after Stripe did it: %s; recovers by itself, one charge, one lot",
  async (op, mode) => {
    await control("faults", { op, mode, times: 1 });
    const since = app.emulator.log().length;
    const attempt = await fallToLevel();
    await eventually(
      `${op} to be asked`,
      async () =>
        app.emulator
          .log()
          .slice(since)
          // What hangs after Stripe did it has its status by then.
          .some(({ operation, status }) => operation === op && (mode === "hang" || status !== "dropped")),
      30_000,
    );
    await app.stopWeb("SIGKILL");
    await recover(attempt);
  },
  120_000,
);

test.each(["block_order", "hour_payment", "letter"])(
  "kill -9 while a row for %s is about to be written: the same",
  async (table) => {
    const release = await records.lock(table);
    const attempt = await fallToLevel();
    await eventually(
      "the wait for the lock",
      async () =>
        (
          await rows(
            "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
          )
        ).length > 0,
      30_000,
    );
    await app.stopWeb("SIGKILL");
    await release();
    await recover(attempt);
  },
  120_000,
);

/** A proposal that the bakery has taken and that starts today, as it stands when its agreement is signed by all. */
async function takenProposal(): Promise<{ clientId: string; subjectId: string; agreementId: string }> {
  const line = {
    ...{ key: randomUUID(), label: "Werkplek", counts: "fixed", typeId: null },
    ...{ unitMinor: 50_000, quantity: 20, perSeat: true },
  };
  const variant = {
    ...{ key: "v0", name: "Beheer", lines: [line] },
    ...{ included: [], excluded: [], covers: [], sla: [] },
  };
  const [row] = await rows(`with made as (
      insert into proposal (client_id, id, name, currency, made_by, made_at, state_at)
      select c.id, gen_random_uuid(), 'Beheer', 'EUR', m.user_id, ${sqlNow()}, ${sqlNow()} from client c join membership m on m.client_id = c.id
      where c.name = 'Bakkerij Jansen' limit 1 returning *),
    sent as (
      insert into proposal_version (client_id, id, proposal_id, number, starts_on, term_months, notice_months, hours_left, variants, made_by, made_at, sent_at)
      select client_id, gen_random_uuid(), id, 1, ${sqlNow()}::date, 12, 1, 'credit', '${JSON.stringify([variant])}', made_by, made_at, made_at from made returning *)
    select client_id::text as client, proposal_id::text as proposal, id::text as version, made_by::text as taker from sent`);
  const { client, proposal, version, taker } = row ?? {};
  await rows(`update proposal set state = 'accepted', version_id = '${String(version)}', variant = 'v0', seats = '{}', payment = 'transfer',
    accepted_by = '${String(taker)}', accepted_at = ${sqlNow()} where id = '${String(proposal)}'`);
  return { clientId: String(client), subjectId: String(proposal), agreementId: randomUUID() };
}

test("kill -9 between every two commits of a conversion, from its signature on, and inside each: it goes on, exactly once", async () => {
  const { subjectId, ...subject } = await takenProposal();
  const state = async () =>
    (await rows(`select state from proposal where id = '${subjectId}'`))[0]?.["state"];
  const did = () =>
    rows(`select
      (select count(*)::int from contract where id = '${subjectId}') as contracts,
      (select count(*)::int from hour_op where idem_key = 'convert:${subjectId}') as ops,
      (select count(*)::int from contract_adjustment where client_id = ${ours}) as credits,
      (select count(*)::int from letter where key like 'proposal-news:signed:${subjectId}:%') as signed,
      (select count(*)::int from letter where key like 'proposal-news:active:${subjectId}:%') as active`);
  const ask = (job: string, payload: object = {}) =>
    rows(`select graphile_worker.add_job('${job}', '${JSON.stringify(payload)}'::json)`);
  const signed = () => ask("signed-proposal", { ...subject, subjectId });
  const due = () => ask("conversion.activate-due");
  const steps = [
    ["proposal", signed, "accepted"],
    ["hour_op", signed, "signed"],
    ["contract", due, "closing"],
    ["contract_adjustment", due, "closing"],
  ] as const;
  let release = await records.lock(steps[0][0]);
  for (const [at, [table, start, stands]] of steps.entries()) {
    await start();
    await eventually(
      `a wait for ${table}`,
      async () =>
        (await state()) === stands &&
        (
          await rows(
            "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
          )
        ).length > 0,
      30_000,
    );
    await app.stopWeb("SIGKILL");
    await release();
    expect([table, await state(), (await did())[0]]).toMatchObject([
      table,
      stands,
      { contracts: 0, ops: 0, credits: 0, active: 0 },
    ]);
    // What was killed goes on by itself once the process runs: the next lock is held before.
    const next = steps[at + 1];
    if (next) release = await records.lock(next[0]);
    await app.startWeb();
  }
  await due();
  await eventually("the contract", async () => (await state()) === "active", 30_000);
  await due();
  await signed();
  await eventually(
    "both jobs to be done",
    async () =>
      (
        await rows(`select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier in ('conversion.activate-due', 'signed-proposal') and j.locked_at is null`)
      ).length === 0,
  );
  const buyers = Number((await did())[0]?.["active"]);
  expect(await did()).toEqual([{ contracts: 1, ops: 1, credits: 1, signed: buyers, active: buyers }]);
  expect(buyers).toBeGreaterThan(0);
}, 120_000);
