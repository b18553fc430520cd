/** What a run's list can be narrowed to: something is odd, ready to be closed, closed, issued, or failed at Stripe. */
export const runFilters = ["all", "odd", "ready", "closed", "issued", "failed"] as const;
export type RunFilter = (typeof runFilters)[number];

/** The most rows on one page of the run, and so the most that are acted on at once. */
export const mostRunRows = 200;

type Row = {
  state: string;
  oddities: readonly unknown[];
  failure: string | null;
  totalMinor: number;
  currency: string;
};

/** Tells whether a row of the run belongs in a part of its list. */
export function isIn(
  filter: RunFilter,
  { state, oddities, failure }: Omit<Row, "totalMinor" | "currency">,
): boolean {
  switch (filter) {
    case "all":
      return true;
    case "odd":
      return state === "draft" && oddities.length > 0;
    case "ready":
      return state === "draft" && oddities.length === 0;
    case "closed":
      return state === "closed";
    case "issued":
      return state === "asked" || state === "open" || state === "paid";
    case "failed":
      return failure !== null;
  }
}

/** A page of a run's list: its rows, how many there are of each part, and what the part comes to, by currency in minor units. */
export type RunList<R> = {
  filter: RunFilter;
  page: number;
  pages: number;
  rows: R[];
  counts: Record<RunFilter, number>;
  totals: { currency: string; totalMinor: number }[];
};

/** The page of a number (from 1) of a part of a run's rows; beyond the last it is the last. */
export function cutRun<R extends Row>(all: readonly R[], filter: RunFilter, asked: number): RunList<R> {
  const rows = all.filter((row) => isIn(filter, row));
  const pages = Math.max(Math.ceil(rows.length / mostRunRows), 1);
  const page = Math.min(Math.max(asked, 1), pages);
  const countOf = (part: RunFilter): number => all.filter((row) => isIn(part, row)).length;
  const totals = new Map<string, number>();
  for (const { currency, totalMinor } of rows) totals.set(currency, (totals.get(currency) ?? 0) + totalMinor);
  return {
    filter,
    page,
    pages,
    rows: rows.slice((page - 1) * mostRunRows, page * mostRunRows),
    counts: {
      all: all.length,
      odd: countOf("odd"),
      ready: countOf("ready"),
      closed: countOf("closed"),
      issued: countOf("issued"),
      failed: countOf("failed"),
    },
    totals: [...totals].map(([currency, totalMinor]) => ({ currency, totalMinor })),
  };
}
