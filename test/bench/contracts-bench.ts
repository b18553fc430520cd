import { z } from "zod";

import { runApart, withDatabase } from "#test/bench/bench-database.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";

const measured = z.array(
  z.object({ name: z.string(), clients: z.number(), ms: z.number(), queries: z.number(), rows: z.number() }),
);
type Measured = z.output<typeof measured>[number];

/**
 * Measures what counts and shows contracts with 1,000 clients of 50 seats and 24 months beside the same with 100: its time a client where it
 * is about all of them, and its number of statements, which has to be the same.
 */
export async function benchContracts(connectionString: string): Promise<BenchRow[]> {
  const all = await withDatabase(connectionString, "contracts", async (url) =>
    measured.parse(await runApart("contracts-load.ts", url)),
  );
  const most = Math.max(...all.map(({ clients }) => clients));
  return all
    .filter(({ clients }) => clients === most)
    .flatMap((one) => rowsOf(one, all.find((other) => other.name === one.name) ?? one));
}

function rowsOf({ name, clients, ms, queries, rows }: Measured, few: Measured): BenchRow[] {
  const times = / of all clients|run of| list of/.test(name) ? clients / few.clients : 1;
  return [
    {
      name: `contracts, ${clients} clients: ${name}, ${rows} rows, p50 beside ${few.clients} clients${times > 1 ? ", a client" : ""}`,
      value: ms,
      unit: "ms",
      ratio: ms / few.ms / times,
      goal: 1.5,
      floor: 3,
    },
    { name: "  its statements", value: queries, unit: "", ratio: queries / few.queries, goal: 1, floor: 1 },
  ];
}
