import type { Scope } from "#app/identity/scope.ts";
import { mayApprove } from "#app/hours/rules/approval.ts";
import { day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { findWaiting, type WaitingRow } from "#app/hours/store/time-approval.server.ts";

/** What waits for this person, what waits for others, and for staff their own time that was rejected (`back`). */
export type ApprovalsPage = { mine: WaitingRow[]; others: WaitingRow[]; back: WaitingRow[] };

/** How many entries one form can hold; the next are shown when these are decided. */
const atOnce = 90;

/** All waiting time that this person may see, oldest first; one query. */
export async function getApprovals(scope: Scope): Promise<ApprovalsPage> {
  const rows = await readInScope(scope, (tx) => findWaiting(tx, scope));
  const shown = rows.map(({ engineerId, ...row }): WaitingRow => ({
    ...row,
    workedOn: day(row.workedOn),
    mine:
      row.state === "pending" &&
      mayApprove(scope, { clientId: row.clientId, awaits: row.awaits, engineerId }),
  }));
  return {
    mine: shown.filter((row) => row.mine).slice(0, atOnce),
    others: shown.filter((row) => !row.mine && row.state === "pending"),
    back: scope.kind === "staff" ? shown.filter((row) => row.state === "rejected") : [],
  };
}
