import {
  type AuditRow,
  type AuditVerdict,
  countRows,
  everything,
  listAuditRows,
  listClientChoices,
  pageSize,
  whereOf,
} from "#app/identity/audit-store.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";

import { proveNewest } from "./audit-proof.server.ts";
import type { AuditFilter } from "./rules/audit-filter.ts";
import type { StaffScope } from "./scope.ts";

export type AuditPage = {
  rows: AuditRow[];
  page: number;
  pages: number;
  total: number;
  clients: { id: string; name: string }[];
  verdict: AuditVerdict;
  zone: string;
  today: Day;
};

/** What happened, newest or oldest first: filtered, a page at a time, with the verdict on the whole log. */
export async function getAuditPage(
  scope: StaffScope,
  filter: AuditFilter,
  at: Date,
  oldestFirst = false,
): Promise<AuditPage> {
  return inScope(scope, async (tx) => {
    const { zone } = await requireMsp(tx);
    const where = isFiltered(filter) ? whereOf(filter, zone) : everything;
    const verdict = await proveNewest(tx);
    const total = where === everything ? verdict.rows : await countRows(tx, where);
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const page = Math.min(Math.max(1, filter.page), pages);
    const rows = await listAuditRows(tx, { where, oldestFirst, page });
    const clients = await listClientChoices(tx);
    return { rows, page, pages, total, clients, verdict, zone, today: dayIn(zone, at) };
  });
}

function isFiltered({ group, person, clientId, from, until }: AuditFilter): boolean {
  return group !== "all" || [person, clientId, from, until].some((part) => part !== null);
}
