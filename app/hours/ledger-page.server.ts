import type { ClientScope } from "#app/identity/scope.ts";
import { day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";

import { listOps, opsPerPage, type LedgerRow } from "./store/ledger-list.server.ts";

export type LedgerLine = Omit<LedgerRow, "effectiveOn" | "recordedOn"> & { effectiveOn: ReturnType<typeof day>; recordedOn: ReturnType<typeof day> };

/** One page of all that moved a client's balance, newest first; one query besides the scope's. */
export async function getLedgerPage(scope: ClientScope, page: number): Promise<{ rows: LedgerLine[]; page: number; pages: number }> {
  const { head, rows } = await inScope(scope, (tx) => listOps(tx, scope.clientId, page));
  return { rows: rows.map(ledgerLine), page, pages: Math.max(1, Math.ceil(head / opsPerPage)) };
}

/** A stored act as pages show it. */
export function ledgerLine(row: LedgerRow): LedgerLine {
  return { ...row, effectiveOn: day(row.effectiveOn), recordedOn: day(row.recordedOn) };
}
