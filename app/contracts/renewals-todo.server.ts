import { contractsAccess } from "#app/contracts/access.ts";
import { decisionWords } from "#app/contracts/components/renewal-words.ts";
import { asksNow, decisionDays } from "#app/contracts/rules/renewals.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

import { listDecisions } from "./renewals-page.server.ts";

/** A decision about a contract or a vendor's term that is due within 30 days, or late. */
export const renewalTodoKinds = ["renewal"] as const;
export type RenewalTodoKind = (typeof renewalTodoKinds)[number];

/**
 * The decisions of the next 30 days, for those who change contracts: each since it came within the 30 days, the
 * nearest first, also a term that ended without a decision; without those that were decided. Four queries, none for the others.
 */
export async function listRenewalTodo(tx: Tx, scope: StaffScope): Promise<TodoItem<RenewalTodoKind>[]> {
  if (!may(scope, contractsAccess.edit)) return [];
  const { zone } = await requireMsp(tx);
  const [within] = decisionDays;
  const today = dayIn(zone, now());
  const rows = (await listDecisions(tx, today, within)).filter((row) => asksNow(row, today));
  return rows.map(({ clientId, clientName, contractId, name, kind, quantity, inDays, on }) => ({
    kind: "renewal",
    id: [clientId, contractId ?? name, kind, on].join(" "),
    title: name,
    clientName,
    who: null,
    why: `${decisionWords({ kind, quantity, inDays })}, ${formatDay(on)}`,
    since: startOfDay(zone, addDays(on, -within)),
    to:
      contractId && kind !== "indexation"
        ? `/staff/clients/${clientId}/contract/${contractId}/renewal`
        : `/staff/clients/${clientId}/${contractId ? "contract" : "licences"}`,
  }));
}

const countLivesMs = 60_000;
let counted: { at: number; count: number } | null = null;

/** How many there are, for the menu of every page: read anew once a minute, since it takes all contracts. */
export async function countRenewalTodo(tx: Tx, scope: StaffScope): Promise<number> {
  if (!may(scope, contractsAccess.edit)) return 0;
  const at = now().getTime();
  if (!counted || at < counted.at || at >= counted.at + countLivesMs)
    counted = { at, count: (await listRenewalTodo(tx, scope)).length };
  return counted.count;
}
