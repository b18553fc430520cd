import pg from "pg";

/** One line of the bench's table. ratio is against the comparison named in the line (for speeds more is better, for times, bytes and growth less);
 * a line that is itself the comparison has 1. range: the lowest and highest ratio of the rounds whose middle is told. */
export type BenchRow = {
  name: string;
  value: number;
  unit: string;
  ratio: number;
  goal: number;
  floor: number;
  range?: [number, number];
};

/** The moment of every act of the bench. */
export const benchNow = new Date("2026-06-01T12:00:00Z");

export const asApplication = "-c role=tegoed_system";
export const asOwner = "-c role=tegoed_owner -c app.scope=system";

/** One connection of the bench, by a role and settings. */
export async function connect(url: string, options?: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, ...(options ? { options } : {}) });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The reading in the middle. */
export function median(values: number[]): number {
  return at(values, 0.5);
}

/** The reading below which a part of them lies: 0.99 for the 99th percentile. */
export function at(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
