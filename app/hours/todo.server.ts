import { countWaits, type HoursTodoKind, listWaits } from "#app/hours/store/todo.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** How much of each kind waits for this person: one query. */
export async function countHoursTodo(tx: Tx, scope: StaffScope): Promise<Record<HoursTodoKind, number>> {
  const rows = await countWaits(tx, scope);
  return { question: 0, approval: 0, "sent-back": 0, locked: 0, ...countsOf(rows) };
}

function countsOf(rows: { kind: HoursTodoKind; count: number }[]): Partial<Record<HoursTodoKind, number>> {
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** What waits for this person about hours, the oldest first, `limit` at most of each kind: one query. */
export async function listHoursTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<HoursTodoKind>[]> {
  const rows = await listWaits(tx, scope, limit);
  return rows.map(({ clientId, title, ...row }) => ({
    ...row,
    title: title ?? row.clientName ?? "",
    to: addressOf(row.kind, row.id, clientId),
  }));
}

function addressOf(kind: HoursTodoKind, id: string, clientId: string): string {
  if (kind === "question") return `/staff/queries/${id}`;
  if (kind === "approval") return "/staff/approvals";
  return kind === "sent-back" ? `/staff/time/${id}` : `/staff/clients/${clientId}/hours/thaw`;
}
