import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";

import pg from "pg";

import { getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { countMonths } from "#app/contracts/count-client.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addMonths, day, daysBetween } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { migrate } from "#app/platform/postgres/migrate.server.ts";
import { asOwner, benchNow, connect, median, type BenchRow } from "#test/bench/bench-row.ts";

const seats = 50;
const monthsClosed = 24;
const zone = "Europe/Amsterdam";
/** The month that is counted: the first after those that are closed. */
const month = "2026-05";
const lineKey = "00000000-0000-4000-8000-00000000005e";
const own = { name: "Bench", email: "b@bench.example", sessionId: "bench" };

/** Measures what a month of contracts takes at 100 and at 1,000 clients of 50 seats with 24 closed months behind them: counting it, the staff's overview, a client's contract page, each with its number of queries. */
export async function benchMonths(connectionString: string): Promise<BenchRow[]> {
  const name = `tegoed_bench_months_${process.pid}`;
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const address = new URL(connectionString);
    address.pathname = `/${name}`;
    await migrate(address.href);
    process.env["DATABASE_URL"] = address.href;
    return await asOf(benchNow, () => withLocale("nl", () => measure(address.href)));
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

async function measure(url: string): Promise<BenchRow[]> {
  const owner = await connect(url, asOwner);
  const userId = randomUUID();
  await owner.query(`insert into "user" (id, name, email, email_verified) values ($1, $2, $3, true)`, [
    userId,
    own.name,
    own.email,
  ]);
  await owner.query(
    `insert into msp (name, legal_name, country, email) select 'Bench', 'Bench', 'NL', 'b@bench.example' where not exists (select from msp)`,
  );
  await owner.query(
    `insert into seat_type (names) values ('{"nl": "Werkplek", "de": "Platz", "en": "Seat"}')`,
  );
  const rows: BenchRow[] = [];
  const few = await measureAt(owner, userId, 100);
  const many = await measureAt(owner, userId, 1000);
  for (const [what, { ms, queries }] of Object.entries(many)) {
    const before = few[what];
    if (!before) continue;
    const perClient = what === "contract page of a client" ? 1 : 10;
    rows.push(
      {
        name: `${what}, 1,000 clients x ${seats} seats x ${monthsClosed} months, p50`,
        ...{ value: ms, unit: "ms", ratio: ms / before.ms / perClient, goal: 1.5, floor: 3 },
      },
      {
        name: `${what}: queries`,
        ...{ value: queries, unit: "", ratio: queries / before.queries, goal: 1, floor: 1 },
      },
    );
  }
  await owner.end();
  return rows;
}

type Measured = { ms: number; queries: number };

async function measureAt(
  owner: pg.Client,
  userId: string,
  clients: number,
): Promise<Record<string, Measured>> {
  await fill(owner, userId, clients);
  const { rows } = await owner.query<{ id: string }>("select id::text from client order by name");
  const ids = rows.map(({ id }) => id);
  const staff: StaffScope = { kind: "staff", userId, ...own, role: "owner" };
  const client: ClientScope = {
    ...{ kind: "client", userId, ...own, role: "manager" },
    ...{ clientId: ids[0] ?? "", clientName: own.name },
  };
  return {
    "count of a month for all": await read(() => asSystem((tx) => countMonths(tx, ids, month))),
    "staff overview of the month": await read(() => getRunPage(staff, month)),
    "contract page of a client": await read(() => getContractPage(client, zone)),
  };
}

/** The middle of five readings after one to warm up, and the queries of one. */
async function read(run: () => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  let queries = 0;
  for (let n = -1; n < 5; n += 1) {
    const [counted, began] = [countQueries(), performance.now()];
    await run();
    if (n >= 0) times.push(performance.now() - began);
    queries = counted();
  }
  return { ms: median(times), queries };
}

/** Counts what the process asks PostgreSQL from now on, without the words that begin and end a transaction, until the answer is called. */
function countQueries(): () => number {
  const ask = pg.Client.prototype.query;
  let count = 0;
  pg.Client.prototype.query = new Proxy(ask, {
    apply(target, self, given: unknown[]) {
      const [question] = given;
      const text =
        typeof question === "object" && question !== null && "text" in question ? question.text : question;
      if (typeof text === "string" && !/^(begin|commit|rollback|set|select set_config)/i.test(text))
        count += 1;
      return Reflect.apply(target, self, given);
    },
  });
  return () => {
    pg.Client.prototype.query = ask;
    return count;
  };
}

/** Adds clients until there are so many, each with a contract of one line, its seats, and closed months. */
async function fill(owner: pg.Client, userId: string, clients: number): Promise<void> {
  await owner.query(
    `with made as (insert into client (name, legal_name, country, billing_email)
        select 'Client ' || lpad(n::text, 5, '0'), 'Client', 'NL', 'b@bench.example' from generate_series((select count(*) from client) + 1, $1) n returning id),
      contracts as (insert into contract (client_id, name, currency, starts_on) select id, 'Beheer', 'EUR', '2024-01-01' from made returning client_id, id),
      versions as (insert into contract_version (client_id, contract_id, effective_on, made_at) select client_id, id, '2024-01-01', '2024-01-01' from contracts returning client_id, id)
    insert into contract_line (client_id, version_id, line_key, position, label, counts, unit_minor, rule)
      select client_id, id, $2, 0, 'Werkplek', 'seat', 5000, 'daily' from versions`,
    [clients, lineKey],
  );
  await owner.query(
    `with bare as (select id from client c where not exists (select from seat s where s.client_id = c.id)),
      people as (insert into employee (client_id, id, name, joined_on) select b.id, gen_random_uuid(), 'Persoon ' || n, '2024-01-01' from bare b, generate_series(1, $1) n returning client_id, id),
      numbered as (select client_id, id, row_number() over (partition by client_id) as number from people),
      places as (insert into seat (client_id, id, seat_type_id, number, starts_on)
        select client_id, id, (select id from seat_type limit 1), number, '2024-01-01' from numbered returning client_id, id, seat_type_id)
    insert into seat_holding (client_id, seat_id, seat_type_id, employee_id, starts_on) select client_id, id, seat_type_id, id, '2024-01-01' from places`,
    [seats],
  );
  for (let back = monthsClosed; back > 0; back -= 1) await closeAll(owner, userId, back);
  await owner.query("vacuum analyze");
}

/** Closes a month, so many before the one that is counted, for every client that lacks it. */
async function closeAll(owner: pg.Client, userId: string, back: number): Promise<void> {
  const from = addMonths(day(`${month}-01`), -back);
  const until = day(new Date(Date.parse(addMonths(from, 1)) - 86_400_000).toISOString().slice(0, 10));
  const days = daysBetween(from, until) + 1;
  const [amountMinor, price] = [seats * 5000, { unitMinor: 5000 }];
  const detail = {
    ...{
      kind: "count",
      counts: "seat",
      rule: "daily",
      snapshotDay: 31,
      beforeMinor: amountMinor,
      changes: [],
    },
    terms: [{ from, until: null, price, quantity: 1, minimum: 0, included: 0 }],
    ...{ days, unitDays: days * seats, quantity: seats, amountMinor },
    rows: Array.from({ length: seats }, (_, n) => ({
      ...{ unit: `u${String(n)}`, label: `Persoon ${String(n)}`, from, until, days, amountMinor: 5000 },
    })),
    stretches: [{ from, until, count: seats, billable: seats, monthlyMinor: amountMinor }],
  };
  await owner.query(
    `with closed as (insert into contract_month (client_id, month, currency, total_minor, closed_by, closed_at)
        select id, $1, 'EUR', $2, $3, '2026-05-02' from client on conflict do nothing returning client_id)
    insert into contract_month_line (client_id, month, position, kind, contract_id, line_key, label, amount_minor, detail)
      select k.client_id, $1, 0, 'count', k.id, $4, 'Werkplek', $2, $5 from closed join contract k using (client_id)`,
    [from.slice(0, 7), amountMinor, userId, lineKey, JSON.stringify(detail)],
  );
}
