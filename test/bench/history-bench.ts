import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";

import type pg from "pg";

import {
  asApplication,
  asOwner,
  benchNow as now,
  connect,
  median,
  type BenchRow,
} from "#test/bench/bench-row.ts";

const batch = 1_000_000;

/** What a long past costs: the balance, a page of history and a draw on one account with 10^3 to 10^`longest` entries, beside the shortest. */
export async function benchHistory(url: string, longest: number): Promise<BenchRow[]> {
  const owner = await connect(url, asOwner);
  const reader = await connect(url, asApplication);
  const rows: BenchRow[] = [];
  const base: Record<string, number> = {};
  for (let power = 3; power <= longest; power += 1) {
    const entries = 10 ** power;
    const clientId = await withHistory(owner, entries);
    await owner.query("vacuum analyze hour_op, hour_transfer, hour_lot, hour_account").catch(() => undefined);
    const reads = {
      balance: () =>
        reader.query({
          name: "balance",
          text: "select * from hours_balance($1, $2)",
          values: [clientId, now],
        }),
      // numbers are gapless, so a page is a range of them
      "history page (50)": () =>
        reader.query({
          name: "page",
          text: "select o.seq, o.kind, o.subject, o.net_after, t.lot_id, t.minutes from hour_op o left join hour_transfer t on t.client_id = o.client_id and t.seq = o.seq and t.seq > $2 - 50 and t.seq <= $2 where o.client_id = $1 and o.seq > $2 - 50 and o.seq <= $2 order by o.seq desc, t.line",
          values: [clientId, entries],
        }),
      draw: () =>
        reader.query({
          name: "draw",
          text: "select * from hours_set_time($1, $2, 1, 1, 'reactive', $3, $3, 'Daan Bench', null)",
          values: [clientId, randomUUID(), now],
        }),
    };
    for (const [what, read] of Object.entries(reads)) {
      const value = await p50(read);
      base[what] ??= value;
      rows.push({
        name: `${what} at ${entries.toLocaleString("en")} entries, p50`,
        value,
        unit: "ms",
        ratio: value / base[what],
        ...(what === "draw" ? { goal: 1.3, floor: 2 } : { goal: 1.5, floor: 3 }),
      });
    }
  }
  await Promise.all([owner.end(), reader.end()]);
  return rows;
}

/** A client with a long past: draws of 30 minutes from lots of ten hours, all spent but the last two. */
async function withHistory(owner: pg.Client, entries: number): Promise<string> {
  const clientId = randomUUID();
  await owner.query(
    "insert into client (id, name, legal_name, country, billing_email) values ($1, 'Bench', 'Bench', 'NL', 'b@bench.example')",
    [clientId],
  );
  await owner.query(
    "insert into hour_account (client_id, seq, available_minutes, last_at, next_expiry_at) values ($1, $2, 1200, $3, '2030-01-01')",
    [clientId, entries, now],
  );
  await owner.query("insert into hour_setting (client_id) values ($1)", [clientId]);
  await owner.query(
    `insert into hour_lot (client_id, id, source, minutes, price_minor, currency, remaining_minutes, used_minutes, effective_at, expires_at, opened_seq)
     select $1, n, 'import', 600, 95000, 'EUR', case when n > $2 / 20 then 600 else 0 end, case when n > $2 / 20 then 0 else 600 end, '2020-01-01', '2030-01-01', n
     from generate_series(1, $2 / 20 + 2) n`,
    [clientId, entries],
  );
  for (let from = 1; from <= entries; from += batch) {
    const until = Math.min(entries, from + batch - 1);
    await owner.query(
      `insert into hour_op (client_id, seq, kind, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, net_after, hash)
       select $1, n, 'time', sha256(n::text::bytea), 'te:' || n, 1, 30, 'reactive', $4, $4, 'Daan Bench', 0, sha256(n::text::bytea) from generate_series($2::int, $3::int) n`,
      [clientId, from, until, now],
    );
    await owner.query(
      "insert into hour_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id) select $1, n, 1, 'lot', 'used', 30, 4750, (n + 19) / 20 from generate_series($2::int, $3::int) n",
      [clientId, from, until],
    );
  }
  return clientId;
}

/** The middle of 400 readings, after 50 to warm up, in milliseconds from asking to having the rows. */
async function p50(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 450; n += 1) {
    const began = performance.now();
    await read();
    if (n >= 50) times.push(performance.now() - began);
  }
  return median(times);
}
