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
