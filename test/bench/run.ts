import { rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { startEmbeddedPostgres } from "#app/platform/postgres/embedded.server.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";
import { benchLedger } from "#test/bench/ledger-bench.ts";
import { benchContracts } from "#test/bench/contracts-bench.ts";
import { benchPages, type PageOptions } from "#test/bench/page-bench.ts";
import { benchQueue } from "#test/bench/queue-load-bench.ts";
import { benchSearch } from "#test/bench/search-bench.ts";
import { benchStatement } from "#test/bench/statement-bench.ts";

/** What `npm run bench -- --only` can name: the whole bench is pages, ledger, statement, search, queue and contracts. */
const parts = {
  pages: (adminUrl: string, _longest: number, options: PageOptions) => benchPages(adminUrl, options),
  ledger: benchLedger,
  draws: (adminUrl: string) => benchLedger(adminUrl),
  statement: benchStatement,
  search: benchSearch,
  queue: benchQueue,
  contracts: benchContracts,
};
type Part = keyof typeof parts;
const whole: Part[] = ["pages", "ledger", "statement", "search", "queue", "contracts"];

/** Tells whether a text names a part of the bench. */
export const isPart = (text: string): text is Part => text in parts;

/** Measures the whole bench or one part, one process at a time, prints a table and writes the rows to the file, if one is named; histories up to 10^`longest` entries. */
export async function bench(
  file: string | undefined,
  longest: number,
  only?: Part,
  options: PageOptions = {},
): Promise<void> {
  const own = process.env["DATABASE_URL"];
  const folder = path.join(os.tmpdir(), `tegoed-bench-${process.pid}`);
  // Durable: fsync and synchronous_commit stay on.
  const server = own ? undefined : await startEmbeddedPostgres(folder);
  const adminUrl = own ?? server?.url("postgres") ?? "";
  console.log(
    `\n${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}${options.node ? ` (pages on ${options.node})` : ""}, load ${load()} at the start\n`,
  );
  try {
    const rows: BenchRow[] = [];
    for (const part of only ? [only] : whole) rows.push(...(await parts[part](adminUrl, longest, options)));
    print(rows);
    console.log(`\nload ${load()} at the end`);
    if (file) await writeFile(file, `${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await server?.stop();
    if (server) await rm(folder, { recursive: true, force: true });
  }
}

const load = (): string =>
  os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");

function print(rows: BenchRow[]): void {
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(
    `${"".padEnd(width)}  ${"value".padStart(12)}        ${"ratio".padStart(7)} ${"goal".padStart(7)} ${"floor".padStart(7)}`,
  );
  for (const { name, value, unit, ratio, goal, floor, range } of rows) {
    console.log(
      `${name.padEnd(width)}  ${shown(value).padStart(12)} ${unit.padEnd(6)} ${shown(ratio).padStart(7)} ${shown(goal).padStart(7)} ${shown(floor).padStart(7)}${range ? `   rounds ${range.map(shown).join(" to ")}` : ""}`,
    );
  }
}

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
