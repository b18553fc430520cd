import { listSignedTerms } from "#app/agreements/find-agreement.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { addToMonth, firstDayOf, lastDayOf, monthOf, type Month } from "#app/contracts/rules/month.ts";
import { listClientsUnderContract } from "#app/contracts/store/contract-store.server.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import { listBookkeeping } from "#app/hours/store/bookkeeping.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractRecurring, prepaidRecurring, recurringMonths, type Recurring } from "./rules/recurring.ts";

export type RecurringRow = Recurring & {
  clientId: string;
  clientName: string;
  currency: string;
  /** What a prepaid client bought in twelve months, less what went back; null under a contract. */
  boughtMinor: number | null;
};

export type RevenuePage = {
  month: Month;
  currency: string;
  /** The rows' sum; those in other currencies are listed and not added. */
  totalMinor: number;
  contractMinor: number;
  prepaidMinor: number;
  rows: RecurringRow[];
};

/** The recurring revenue of the last whole month with the row of each client, the largest first. A client under a contract counts by that alone. */
export function getRevenuePage(scope: StaffScope): Promise<RevenuePage> {
  return readInScope(scope, async (tx) => {
    const { zone, currency } = await requireMsp(tx);
    const today = dayIn(zone, now());
    const month = addToMonth(monthOf(today), -1);
    const contracts = await contractRows(tx, month);
    const under = new Set(contracts.map(({ clientId }) => clientId));
    const prepaid = (await prepaidRows(tx, zone, month)).filter(({ clientId }) => !under.has(clientId));
    const rows = [...contracts, ...prepaid].map((row): RecurringRow =>
      row.currency === currency ? row : { ...row, monthlyMinor: 0, reason: "other-currency" },
    );
    const sum = (some: readonly RecurringRow[]): number =>
      some.reduce((all, { monthlyMinor }) => all + monthlyMinor, 0);
    return {
      ...{ month, currency, totalMinor: sum(rows) },
      contractMinor: sum(rows.filter(({ reason }) => reason === "contract")),
      prepaidMinor: sum(rows.filter(({ reason }) => reason === "prepaid")),
      rows: rows.sort((one, other) => other.monthlyMinor - one.monthlyMinor),
    };
  });
}

async function contractRows(tx: Tx, month: Month): Promise<RecurringRow[]> {
  const rows: RecurringRow[] = [];
  const span = { from: firstDayOf(month), until: lastDayOf(month) };
  for (const { clientId, name, currency } of await listClientsUnderContract(tx, span)) {
    const { draft } = await countClientMonth(tx, clientId, month);
    const lines = (await findClosedMonth(tx, clientId, month))?.lines ?? draft.lines;
    rows.push({ clientId, clientName: name, currency, boughtMinor: null, ...contractRecurring(lines) });
  }
  return rows;
}

async function prepaidRows(tx: Tx, zone: string, month: Month): Promise<RecurringRow[]> {
  const first = firstDayOf(addToMonth(month, 1 - recurringMonths));
  const signed = await listSignedTerms(tx);
  const all = (await listBookkeeping(tx, zone, lastDayOf(month))).filter((row) => row.month >= first);
  const clients = new Map(all.map((row) => [`${row.clientId} ${row.currency}`, row]));
  return [...clients.values()].map(({ clientId, clientName, currency }) => {
    const bought = all.filter((row) => row.clientId === clientId && row.currency === currency);
    return {
      ...{ clientId, clientName, currency },
      boughtMinor: bought.reduce((sum, { soldMinor, refundedMinor }) => sum + soldMinor - refundedMinor, 0),
      ...prepaidRecurring(signed.has(clientId), bought),
    };
  });
}
