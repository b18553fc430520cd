import type { PageName } from "#test/bench/page-list.ts";

/** What was measured of one page on one server; times in milliseconds, memory in megabytes, `rate` in requests a second at 16 connections. */
export type PageReading = {
  page: PageName;
  server: "floor" | "this" | "before";
  htmlBytes: number;
  p50: number;
  rate: number;
  nodeMs: number;
  postgresMs: number;
  memoryBefore: number;
  memoryAfter: number;
};

const heads = ["page", "server", "statements", "HTML kB", "p50 ms", "1/s at 16", "Node ms", "PG ms", "MB"];

/** Prints a line for each page and server; `statements` counts those of this commit, which the floor makes too. */
export function printPages(readings: PageReading[], statements: (page: PageName) => number): void {
  const lines = readings.map((reading) => [
    reading.page,
    reading.server,
    reading.server === "before" ? "" : String(statements(reading.page)),
    reading.htmlBytes === 0 ? "" : (reading.htmlBytes / 1000).toFixed(1),
    reading.p50.toFixed(1),
    reading.rate.toFixed(0),
    reading.nodeMs.toFixed(2),
    reading.postgresMs.toFixed(2),
    `${reading.memoryBefore.toFixed(0)} -> ${reading.memoryAfter.toFixed(0)}`,
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...lines.map((line) => (line[column] ?? "").length)),
  );
  for (const line of [heads, ...lines])
    console.log(
      line
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    );
  console.log("");
}
