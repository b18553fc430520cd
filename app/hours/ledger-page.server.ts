import type { ClientScope } from "#app/identity/scope.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { billableMinutes } from "./rules/billable-minutes.ts";
import { explainSteps, type ExplainLine } from "./rules/explain.ts";
import { listOps, opsPerPage, type EntryOpRow, type LedgerRow } from "./store/ledger-list.server.ts";

export type LedgerLine = Omit<LedgerRow, "effectiveOn" | "recordedOn"> & {
  effectiveOn: Day;
  recordedOn: Day;
};
/** A revision of an entry with its own arithmetic; null where none was kept, nothing where it was taken back. */
export type HistoryLine = LedgerLine & { steps: ExplainLine[] | null };

/** One page of all that moved a client's balance, newest first; one query besides the scope's. */
export async function getLedgerPage(
  scope: ClientScope,
  page: number,
): Promise<{ rows: LedgerLine[]; page: number; pages: number }> {
  const { head, rows } = await readInScope(scope, (tx) => listOps(tx, scope.clientId, page));
  return { rows: rows.map(ledgerLine), page, pages: Math.max(1, Math.ceil(head / opsPerPage)) };
}

/** A stored act as pages show it. */
export function ledgerLine(row: LedgerRow): LedgerLine {
  return { ...row, effectiveOn: day(row.effectiveOn), recordedOn: day(row.recordedOn) };
}

/** A revision of an entry as pages show it. */
export function historyLine(
  { sum, ...row }: EntryOpRow,
  index: number,
  all: readonly EntryOpRow[],
): HistoryLine {
  const takenBack = row.minutes === 0 && index === all.length - 1;
  return {
    ...ledgerLine(row),
    steps: sum ? explainSteps(billableMinutes(sum.worked, sum.rule), sum.rule) : takenBack ? [] : null,
  };
}
