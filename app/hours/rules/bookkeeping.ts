import type { Day } from "#app/platform/day.ts";

/** What was sold, what opening balances were taken over from an older system, what came from other clients (below zero: went to them), and what became of it, over one month, with what stays prepaid at its end; minor units without VAT. */
export type Amounts = {
  soldMinor: number;
  importedMinor: number;
  earnedMinor: number;
  brokenMinor: number;
  refundedMinor: number;
  movedMinor: number;
  /** Credited on the invoices of a managed contract. */
  convertedMinor: number;
  deferredMinor: number;
};
/** One client's month, by its first day. */
export type BookkeepingRow = Amounts & { clientId: string; clientName: string; currency: string; month: Day };
/** All clients of a currency together. */
export type BookkeepingMonth = Amounts & { currency: string; month: Day };

const amounts = [
  "soldMinor",
  "importedMinor",
  "earnedMinor",
  "brokenMinor",
  "refundedMinor",
  "movedMinor",
  "convertedMinor",
  "deferredMinor",
] as const;

/** Sums clients month by month, currency by currency, in the rows' order. */
export function bookkeepingMonths(rows: readonly BookkeepingRow[]): BookkeepingMonth[] {
  const months = new Map<string, BookkeepingMonth>();
  for (const row of rows) {
    const key = `${row.currency} ${row.month}`;
    const month = months.get(key) ?? {
      currency: row.currency,
      month: row.month,
      soldMinor: 0,
      importedMinor: 0,
      earnedMinor: 0,
      brokenMinor: 0,
      refundedMinor: 0,
      movedMinor: 0,
      convertedMinor: 0,
      deferredMinor: 0,
    };
    for (const amount of amounts) month[amount] += row[amount];
    months.set(key, month);
  }
  return [...months.values()];
}

/** The rows in which there is anything to say. */
export function telling(rows: readonly BookkeepingRow[]): BookkeepingRow[] {
  return rows.filter((row) => amounts.some((amount) => row[amount] !== 0));
}
