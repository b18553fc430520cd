import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";

import pg from "pg";

import { migrate } from "#app/platform/postgres/migrate.server.ts";

/** One line of the bench's table. ratio is against the comparison named in the line: for draws, of the raw row work (more is better);
 * for reads, of the same read on 10^3 entries (less is better). */
export type BenchRow = { name: string; value: number; unit: string; ratio: number; goal: number; floor: number };

const accounts = 1_000;
const connections = 8;
const rounds = 7;
const roundMs = 2_000;
const now = new Date("2026-06-01T12:00:00Z");

/** Measures the hours ledger on the server of a connection string, in a database of its own that is dropped afterwards. */
export async function benchLedger(connectionString: string): Promise<BenchRow[]> {
  const name = `tegoed_bench_${process.pid}_${Date.now().toString(36)}`;
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const address = new URL(connectionString);
    address.pathname = `/${name}`;
    const url = address.toString();
    await migrate(url);
    return [...(await benchDraws(url)), ...(await benchReads(url))];
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

const asApplication = "-c role=tegoed_app -c app.scope=system";
const asOwner = "-c role=tegoed_owner -c app.scope=system";

async function connect(url: string, options?: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, ...(options ? { options } : {}) });
  await client.connect();
  return client;
}

/** The same four row writes as a draw's, on tables of the same columns with primary keys only: no rule, no check, no policy, no hash. */
const rawWork = `
  create table raw_account (like hour_account including defaults, primary key (client_id)) with (fillfactor = 50);
  create table raw_lot (like hour_lot including defaults including generated, primary key (client_id, id)) with (fillfactor = 70);
  create table raw_op (like hour_op including defaults, primary key (client_id, seq));
  create table raw_transfer (like hour_transfer including defaults, primary key (client_id, seq, line));
  create function raw_draw(p_client_id uuid, p_entry_id uuid, p_minutes integer, p_worked_at timestamptz, p_now timestamptz, p_actor text) returns integer
  language plpgsql as $$
  declare
    v_seq integer;
    v_net integer;
  begin
    update raw_account set seq = seq + 1, available_minutes = available_minutes - p_minutes, last_at = p_now where client_id = p_client_id
      returning seq, available_minutes into v_seq, v_net;
    update raw_lot set remaining_minutes = remaining_minutes - p_minutes, used_minutes = used_minutes + p_minutes where client_id = p_client_id and id = 1;
    insert into raw_op (client_id, seq, kind, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, net_after, hash)
    values (p_client_id, v_seq, 'time', '\\x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'te:' || p_entry_id, 1, p_minutes, 'reactive',
      p_worked_at, p_now, p_actor, v_net, '\\x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef');
    insert into raw_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id) values (p_client_id, v_seq, 1, 'lot', 'used', p_minutes, 1, 1);
    return v_seq;
  end $$;`;

async function benchDraws(url: string): Promise<BenchRow[]> {
  const owner = await connect(url, asOwner);
  const ids = Array.from({ length: accounts }, () => randomUUID());
  await owner.query("insert into client (id, name, legal_name, country, billing_email) select id, 'Bench', 'Bench', 'NL', 'b@bench.example' from unnest($1::uuid[]) id", [ids]);
  await owner.query("select hours_open_account(id), hours_credit(id, 'import', 10000000, 1000000000, 'EUR', '2030-01-01', $2, 'bench', p_idem_key => 'bench') from unnest($1::uuid[]) id", [ids, now]);
  await owner.query(rawWork);
  await owner.query("insert into raw_account select * from hour_account");
  await owner.query("insert into raw_lot (client_id, id, source, minutes, price_minor, currency, remaining_minutes, effective_at, opened_seq) select client_id, id, source, minutes, price_minor, currency, remaining_minutes, effective_at, opened_seq from hour_lot");
  await owner.end();

  const { ours, raw } = { ours: await connectMany(url, asApplication), raw: await connectMany(url, asOwner) };
  const drawOurs = "select * from hours_set_time($1, $2, $3, 1, 'reactive', $4, $5, $6, null)";
  const drawRaw = "select raw_draw($1, $2, $3, $4, $5, $6)";
  await perSecond(ours, ids, "ours", drawOurs, roundMs / 2);
  await perSecond(raw, ids, "raw", drawRaw, roundMs / 2);
  const pairs: { ours: number; raw: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0;
    const a = first ? await perSecond(ours, ids, "ours", drawOurs, roundMs) : await perSecond(raw, ids, "raw", drawRaw, roundMs);
    const b = first ? await perSecond(raw, ids, "raw", drawRaw, roundMs) : await perSecond(ours, ids, "ours", drawOurs, roundMs);
    pairs.push(first ? { ours: a, raw: b } : { ours: b, raw: a });
  }
  const durable = (await raw[0]?.query<{ on: boolean }>("select current_setting('fsync') = 'on' and current_setting('synchronous_commit') = 'on' as on"))?.rows[0]?.on ?? false;
  await Promise.all([...ours, ...raw].map((client) => client.end()));
  const name = `draws, ${accounts} accounts, ${connections} connections${durable ? ", durable" : ", NOT durable"}`;
  return [
    { name: `${name}: raw row work`, value: median(pairs.map((pair) => pair.raw)), unit: "1/s", ratio: 1, goal: 1, floor: 1 },
    { name, value: median(pairs.map((pair) => pair.ours)), unit: "1/s", ratio: median(pairs.map((pair) => pair.ours / pair.raw)), goal: 0.85, floor: 0.6 },
  ];
}

const connectMany = (url: string, options: string): Promise<pg.Client[]> => Promise.all(Array.from({ length: connections }, () => connect(url, options)));

/** Each connection draws one after another, from accounts at random, until the time is over. */
async function perSecond(clients: pg.Client[], ids: string[], name: string, text: string, forMs: number): Promise<number> {
  const begin = performance.now();
  const counts = await Promise.all(clients.map(async (client) => {
    let count = 0;
    while (performance.now() - begin < forMs) {
      await client.query({ name, text, values: [ids[Math.floor(Math.random() * ids.length)], randomUUID(), 7, now, now, "Daan Bench"] });
      count += 1;
    }
    return count;
  }));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - begin) / 1000);
}

async function benchReads(url: string): Promise<BenchRow[]> {
  const owner = await connect(url, asOwner);
  const reader = await connect(url, asApplication);
  const rows: BenchRow[] = [];
  const base: Record<string, number> = {};
  // The bulk rows are consistent by construction; checking a million foreign keys would only make the bench wait.
  await owner.query("alter table hour_transfer drop constraint hour_transfer_client_id_lot_id_fkey; drop index hour_op_revision");
  for (const entries of [1_000, 10_000, 100_000, 1_000_000]) {
    const clientId = await withHistory(owner, entries);
    await owner.query("vacuum analyze hour_op, hour_transfer, hour_lot, hour_account").catch(() => undefined);
    const reads = {
      balance: () => reader.query({ name: "balance", text: "select * from hours_balance($1, $2)", values: [clientId, now] }),
      // numbers are gapless, so a page is a range of them
      "history page (50)": () => reader.query({ name: "page", text: "select o.seq, o.kind, o.subject, o.net_after, t.lot_id, t.minutes from hour_op o left join hour_transfer t on t.client_id = o.client_id and t.seq = o.seq and t.seq > $2 - 50 and t.seq <= $2 where o.client_id = $1 and o.seq > $2 - 50 and o.seq <= $2 order by o.seq desc, t.line", values: [clientId, entries] }),
    };
    for (const [what, read] of Object.entries(reads)) {
      const value = await p50(read);
      base[what] ??= value;
      rows.push({ name: `${what} at ${entries.toLocaleString("en")} entries, p50`, value, unit: "ms", ratio: value / base[what], goal: 1.5, floor: 3 });
    }
  }
  await Promise.all([owner.end(), reader.end()]);
  return rows;
}

/** A client with a long past: draws of 30 minutes from lots of ten hours, all spent but the last two. */
async function withHistory(owner: pg.Client, entries: number): Promise<string> {
  const clientId = randomUUID();
  await owner.query("insert into client (id, name, legal_name, country, billing_email) values ($1, 'Bench', 'Bench', 'NL', 'b@bench.example')", [clientId]);
  await owner.query("insert into hour_account (client_id, seq, available_minutes, last_at, next_expiry_at) values ($1, $2, 1200, $3, '2030-01-01')", [clientId, entries, now]);
  await owner.query("insert into hour_setting (client_id) values ($1)", [clientId]);
  await owner.query(
    `insert into hour_lot (client_id, id, source, minutes, price_minor, currency, remaining_minutes, used_minutes, effective_at, expires_at, opened_seq)
     select $1, n, 'import', 600, 95000, 'EUR', case when n > $2 / 20 then 600 else 0 end, case when n > $2 / 20 then 0 else 600 end, '2020-01-01', '2030-01-01', n
     from generate_series(1, $2 / 20 + 2) n`, [clientId, entries]);
  await owner.query(
    `insert into hour_op (client_id, seq, kind, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, net_after, hash)
     select $1, n, 'time', '\\x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'te:' || n, 1, 30, 'reactive', $3, $3, 'Daan Bench', 0,
       '\\x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' from generate_series(1, $2::int) n`, [clientId, entries, now]);
  await owner.query(
    `insert into hour_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id)
     select $1, n, 1, 'lot', 'used', 30, 4750, (n + 19) / 20 from generate_series(1, $2::int) n`, [clientId, entries]);
  return clientId;
}

/** The middle of 400 readings, after 50 to warm up, in milliseconds from asking to having the rows. */
async function p50(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 450; n += 1) {
    const begin = performance.now();
    await read();
    if (n >= 50) times.push(performance.now() - begin);
  }
  return median(times);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
