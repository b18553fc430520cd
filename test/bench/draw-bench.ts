import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";

import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { PrismaClient } from "#app/platform/generated/prisma/client.ts";
import {
  asApplication,
  asOwner,
  at,
  benchNow as now,
  connect,
  median,
  type BenchRow,
} from "#test/bench/bench-row.ts";

const accounts = 1_000;
const connections = 8;
const rounds = 9;
const roundMs = 1_500;

const drawOurs = "select * from hours_set_time($1, $2, $3, 1, 'reactive', $4, $5, $6, null)";
/** pgledger's own transfer, from the client's account to what the client used; the ids are its own, since it takes no others. */
const drawPgledger = "select * from pgledger_create_transfer('a' || $1, 'u' || $1, $2)";
const contestants = {
  ours: { text: drawOurs, options: asApplication },
  pgledger: { text: drawPgledger, options: "" },
};
type Contestant = keyof typeof contestants;
const noFlush = " -c synchronous_commit=off";

/** Draws a second beside pgledger's transfers, interleaved: spread and on one account, durable and not; beside Prisma; at a steady pace; what a draw leaves on disk. */
export async function benchDraws(url: string): Promise<BenchRow[]> {
  const ids = await openAccounts(url);
  const hot = ids.slice(0, 1);
  const before = await bytesOfJournal(url);
  const spread = await compare(url, `draws, ${accounts} accounts, ${connections} connections, durable`, ids);
  const bytes = ((await bytesOfJournal(url)) - before) / spread.draws;
  return [
    await flushCost(url),
    ...spread.rows,
    ...(await compare(url, `draws, one account, ${connections} connections, durable`, hot)).rows,
    ...(await compare(url, `draws, ${accounts} accounts, no flush awaited`, ids, noFlush)).rows,
    ...(await compare(url, "draws, one account, no flush awaited", hot, noFlush)).rows,
    ...(await throughPrisma(url, ids)),
    await steadily(url, ids),
    {
      name: "journal on disk for a draw, indexes included (ratio of 600)",
      value: bytes,
      unit: "bytes",
      ratio: bytes / 600,
      goal: 0.75,
      floor: 1,
    },
  ];
}

async function openAccounts(url: string): Promise<string[]> {
  const owner = await connect(url, asOwner);
  const ids = Array.from({ length: accounts }, () => randomUUID());
  await owner.query(
    "insert into client (id, name, legal_name, country, billing_email) select id, 'Bench', 'Bench', 'NL', 'b@bench.example' from unnest($1::uuid[]) id",
    [ids],
  );
  await owner.query(
    "select hours_open_account(id), hours_credit(id, 'import', 10000000, 1000000000, 'EUR', '2030-01-01', $2, 'bench', p_idem_key => 'bench') from unnest($1::uuid[]) id",
    [ids, now],
  );
  await owner.end();
  const superuser = await connect(url);
  for (const file of ["ulid-to-uuid", "uuid-to-ulid", "pgledger"])
    await superuser.query(await readFile(new URL(`pgledger/${file}.sql`, import.meta.url), "utf8"));
  await superuser.query(
    "insert into pgledger_accounts (id, name, currency, balance, allow_negative_balance, allow_positive_balance, created_at, updated_at) select kind || id, 'Bench', 'MIN', case kind when 'a' then 10000000 else 0 end, kind = 'u', true, now(), now() from unnest($1::uuid[]) id, unnest(array['a', 'u']) kind",
    [ids],
  );
  await superuser.end();
  return ids;
}

async function compare(
  url: string,
  name: string,
  ids: string[],
  setting = "",
): Promise<{ rows: BenchRow[]; draws: number }> {
  const clients = {
    ours: await connectMany(url, contestants.ours.options + setting),
    pgledger: await connectMany(url, contestants.pgledger.options + setting),
  };
  const speeds: Record<Contestant, number[]> = { ours: [], pgledger: [] };
  let draws = 0;
  const ask = async (who: Contestant, forMs: number): Promise<number> => {
    const { count, perSecond } = await drawFor(clients[who], ids, who, forMs);
    if (who === "ours") draws += count;
    return perSecond;
  };
  await ask("ours", roundMs / 3);
  await ask("pgledger", roundMs / 3);
  // each contestant comes first in turn, so that neither has the quieter machine
  for (let round = 0; round < rounds; round += 1) {
    const order: Contestant[] = round % 2 === 0 ? ["ours", "pgledger"] : ["pgledger", "ours"];
    for (const who of order) speeds[who].push(await ask(who, roundMs));
  }
  await Promise.all([...clients.ours, ...clients.pgledger].map((client) => client.end()));
  const ratios = speeds.ours.map((speed, round) => speed / (speeds.pgledger[round] ?? Number.NaN));
  return {
    draws,
    rows: [
      {
        name: `${name}: pgledger's`,
        value: median(speeds.pgledger),
        unit: "1/s",
        ratio: 1,
        goal: 1,
        floor: 1,
      },
      {
        name,
        value: median(speeds.ours),
        unit: "1/s",
        ratio: median(ratios),
        range: [Math.min(...ratios), Math.max(...ratios)],
        goal: 1.3,
        floor: 1,
      },
    ],
  };
}

const connectMany = (url: string, options: string): Promise<pg.Client[]> =>
  Promise.all(Array.from({ length: connections }, () => connect(url, options)));
const someOf = (ids: string[]): string => ids[Math.floor(Math.random() * ids.length)] ?? "";

/** Each connection draws one after another, from accounts at random, until the time is over. */
async function drawFor(
  clients: pg.Client[],
  ids: string[],
  who: Contestant,
  forMs: number,
): Promise<{ count: number; perSecond: number }> {
  const began = performance.now();
  const counts = await Promise.all(
    clients.map(async (client) => {
      let count = 0;
      for (; performance.now() - began < forMs; count += 1)
        await client.query({
          name: who,
          text: contestants[who].text,
          values:
            who === "pgledger" ? [someOf(ids), 7] : [someOf(ids), randomUUID(), 7, now, now, "Daan Bench"],
        });
      return count;
    }),
  );
  const count = counts.reduce((sum, one) => sum + one, 0);
  return { count, perSecond: count / ((performance.now() - began) / 1000) };
}

/** What waiting for the disk costs a commit here: where it is little, "durable" is a race of processors. */
async function flushCost(url: string): Promise<BenchRow> {
  const client = await connect(url, asOwner);
  await client.query("create table flushed (n integer)");
  const times: Record<"on" | "off", number[]> = { on: [], off: [] };
  for (let n = 0; n < 300; n += 1) {
    for (const wait of ["on", "off"] as const) {
      await client.query(`set synchronous_commit = ${wait}`);
      const began = performance.now();
      await client.query("insert into flushed values (1)");
      times[wait].push(performance.now() - began);
    }
  }
  await client.end();
  return {
    name: "a commit waits for the disk, p50",
    value: median(times.on) - median(times.off),
    unit: "ms",
    ratio: 1,
    goal: 1,
    floor: 1,
  };
}

/** The same draw as the application makes it, four statements a transaction, by Prisma and by pg alone. */
async function throughPrisma(url: string, ids: string[]): Promise<BenchRow[]> {
  const prisma = new PrismaClient({
    adapter: new PrismaPg(new pg.Pool({ connectionString: url, max: connections }), {
      statementNameGenerator: ({ sql }) => `bench ${sql.length} ${sql.slice(0, 40)}`,
    }),
  });
  const clients = await connectMany(url, "");
  const scope = "select set_config('role', 'tegoed_system', true)";
  const byPrisma = (): Promise<unknown> =>
    prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe(scope);
      await tx.$queryRawUnsafe(
        "select * from hours_set_time($1::uuid, $2::uuid, $3::int, 1, 'reactive', $4, $5, $6, null)",
        someOf(ids),
        randomUUID(),
        7,
        now,
        now,
        "Daan Bench",
      );
    });
  const byPg = async (client: pg.Client): Promise<void> => {
    await client.query("begin");
    await client.query({ name: "scope", text: scope });
    await client.query({
      name: "draw",
      text: drawOurs,
      values: [someOf(ids), randomUUID(), 7, now, now, "Daan Bench"],
    });
    await client.query("commit");
  };
  const speed = async (draw: (client: pg.Client) => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    const counts = await Promise.all(
      clients.map(async (client) => {
        let count = 0;
        for (; performance.now() - began < roundMs; count += 1) await draw(client);
        return count;
      }),
    );
    return counts.reduce((sum, one) => sum + one, 0) / ((performance.now() - began) / 1000);
  };
  const pairs: { prisma: number; plain: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    pairs.push({ plain: await speed(byPg), prisma: await speed(byPrisma) });
  await Promise.all([prisma.$disconnect(), ...clients.map((client) => client.end())]);
  return [
    {
      name: "draws in a scope, four statements each: pg",
      value: median(pairs.map((pair) => pair.plain)),
      unit: "1/s",
      ratio: 1,
      goal: 1,
      floor: 1,
    },
    {
      name: "draws in a scope, four statements each: Prisma",
      value: median(pairs.map((pair) => pair.prisma)),
      unit: "1/s",
      ratio: median(pairs.map((pair) => pair.prisma / pair.plain)),
      goal: 0.8,
      floor: 0.5,
    },
  ];
}

/** Fifty draws a second for ten seconds, asked on time whether or not the ones before are done. */
async function steadily(url: string, ids: string[]): Promise<BenchRow> {
  const pool = new pg.Pool({ connectionString: url, max: connections, options: asApplication });
  pool.on("error", () => undefined);
  const times: number[] = [];
  const began = performance.now();
  const asked: Promise<void>[] = [];
  for (let n = 0; n < 500; n += 1) {
    const due = began + n * 20;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    asked.push(
      pool
        .query({
          name: "draw",
          text: drawOurs,
          values: [someOf(ids), randomUUID(), 7, now, now, "Daan Bench"],
        })
        .then(() => void times.push(performance.now() - due)),
    );
  }
  await Promise.all(asked);
  await pool.end();
  const p99 = at(times, 0.99);
  return {
    name: "50 draws a second, durable, p99 (ratio of 50 ms)",
    value: p99,
    unit: "ms",
    ratio: p99 / 50,
    goal: 0.3,
    floor: 1,
  };
}

async function bytesOfJournal(url: string): Promise<number> {
  const owner = await connect(url, asOwner);
  const { rows } = await owner.query<{ bytes: string }>(
    "select pg_total_relation_size('hour_op') + pg_total_relation_size('hour_transfer') as bytes",
  );
  await owner.end();
  return Number(rows[0]?.bytes);
}
