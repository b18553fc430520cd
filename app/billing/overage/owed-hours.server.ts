import { listOwed } from "#app/billing/overage/owed-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { priceOfMinutes } from "#app/platform/money.ts";

export type OwedRow = { entryId: string; title: string; workedOn: Day; minutes: number };
/** Work that no block has paid, at a client that is invoiced for it; the amount is without VAT, null where no block has a price. */
export type OwedHours = {
  rows: OwedRow[];
  minutes: number;
  rate: { perHourMinor: number; amountMinor: number; currency: string } | null;
};

/** What finance has to invoice at a client by the hour, at the price an hour of its smallest block; null where work below zero is not invoiced, or nothing is owed. One query. */
export async function getOwedHours(scope: StaffScope, clientId: string): Promise<OwedHours | null> {
  const [found] = await readInScope(scope, (tx) => listOwed(tx, clientId));
  if (found?.policy !== "invoice" || found.rows.length === 0) return null;
  const minutes = found.rows.reduce((sum, row) => sum + row.minutes, 0);
  return {
    rows: found.rows.map((row) => ({ ...row, workedOn: day(row.workedOn) })),
    minutes,
    rate:
      found.per_hour === null
        ? null
        : {
            perHourMinor: found.per_hour,
            amountMinor: priceOfMinutes(minutes, found.per_hour),
            currency: found.currency,
          },
  };
}
