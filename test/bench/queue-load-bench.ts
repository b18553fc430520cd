import { z } from "zod";

import { runApart } from "#test/bench/bench-database.ts";
import { withRequests } from "#test/bench/search-bench.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";

const measured = z.object({
  pages: z.array(z.object({ name: z.string(), ms: z.number(), queries: z.number() })),
  streams: z.object({
    open: z.number(),
    openMs: z.number(),
    p50: z.number(),
    p99: z.number(),
    rssMb: z.number(),
  }),
});

/**
 * Measures the pages of the queue over 5,000 open and 200,000 closed requests, each beside the first one, with the queries that it asks; and how
 * long a change takes to reach 500 open event streams of one process, beside the second that it may take.
 */
export function benchQueue(connectionString: string): Promise<BenchRow[]> {
  return withRequests(connectionString, async (url) => {
    const { pages, streams } = measured.parse(await runApart("queue-load.ts", url));
    const first = pages[0]?.ms ?? Number.NaN;
    const ms = { unit: "ms", goal: 3, floor: 10 };
    return [
      ...pages.map((page) => ({
        name: `queue, ${page.name}, ${page.queries} queries, p50`,
        value: page.ms,
        ratio: page.ms / first,
        ...ms,
      })),
      {
        name: `${streams.open} event streams on one process (+${Math.round(streams.rssMb)} MB, opened in ${Math.round(streams.openMs)} ms): a change reaches one, p50`,
        value: streams.p50,
        unit: "ms",
        ratio: streams.p50 / 1000,
        goal: 0.1,
        floor: 0.5,
      },
      {
        name: "the same, p99",
        value: streams.p99,
        unit: "ms",
        ratio: streams.p99 / 1000,
        goal: 0.3,
        floor: 1,
      },
    ];
  });
}
