import { performance } from "node:perf_hooks";

import type pg from "pg";

import { measureQueue } from "#test/bench/queue-bench.ts";
import { withDatabase } from "#test/bench/bench-database.ts";
import { asOwner, at, connect, type BenchRow } from "#test/bench/bench-row.ts";

const requests = 205_000;

/** Measures staff's search over the titles of 205,000 requests of 200 clients beside the same search as the tables' owner without row-level security. */
export function benchSearch(connectionString: string): Promise<BenchRow[]> {
  return withRequests(connectionString, measure);
}

/** Runs with the address of a database of 5,000 open and 200,000 closed requests of 200 clients, which is dropped afterwards. */
export function withRequests<T>(connectionString: string, run: (url: string) => Promise<T>): Promise<T> {
  return withDatabase(connectionString, "search", async (url) => {
    await fill(url);
    return run(url);
  });
}

async function fill(url: string): Promise<void> {
  const owner = await connect(url, asOwner);
  await owner.query(
    "insert into client (name, legal_name, country, billing_email) select 'Client ' || n, 'Client', 'NL', 'b@bench.example' from generate_series(1, 200) n",
  );
  // A job a row is for requests that people make.
  await owner.query("alter table request disable trigger after_request_changes");
  await owner.query(
    `insert into request (client_id, number, title, state, created_at, closed_at, due_at)
     select c.id, 10000 + n, (array['Printer', 'Laptop', 'Mailbox', 'Back-up', 'Wifi'])[1 + n % 5] || ' ' || md5(n::text), case when n % 40 = 0 then 'new' else 'done' end,
       now() - n * interval '1 minute', case when n % 40 > 0 then now() - n * interval '30 seconds' end,
       case when n % 80 = 0 then now() + n * interval '1 minute' end
     from generate_series(1, $1) n join (select id, row_number() over (order by id) as place from client) c on c.place = 1 + n % 200`,
    [requests],
  );
  await owner.query("analyze request");
  await owner.query("alter table request enable trigger after_request_changes");
  await owner.end();
}

async function measure(url: string): Promise<BenchRow[]> {
  const text =
    "select id from request where search_key(title) like '%' || search_pattern($1) || '%' order by created_at desc limit 50";
  const time = async (client: pg.Client): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const began = performance.now();
      await client.query(text, [`Läptop ${n.toString(16)}f`]);
      times.push(performance.now() - began);
    }
    return at(times, 0.5);
  };
  const [staff, bare] = [await connect(url, "-c role=tegoed_staff"), await connect(url)];
  await bare.query("set row_security = off");
  const times = { staff: await time(staff), bare: await time(bare) };
  const queue = await measureQueue(staff, bare);
  await Promise.all([staff.end(), bare.end()]);
  const row = { unit: "ms", goal: 1.5, floor: 3 };
  return [
    { name: `search of ${requests} requests without policies, p50`, value: times.bare, ratio: 1, ...row },
    {
      name: `search of ${requests} requests as staff, p50`,
      value: times.staff,
      ratio: times.staff / times.bare,
      ...row,
    },
    ...queue,
  ];
}
