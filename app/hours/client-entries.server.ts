import { findWork, sumWork, type WorkRow } from "#app/hours/store/find-work.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

const perPage = 50;

export type ClientEntries = {
  rows: WorkRow[];
  entries: number;
  billableMinutes: number;
  page: number;
  pages: number;
};

/** All work for a client, newest first, with its totals. */
export function getClientEntries(scope: StaffScope, clientId: string, asked: number): Promise<ClientEntries> {
  return readInScope(scope, async (tx) => {
    const total = await sumWork(tx, clientId);
    const entries = total?.entries ?? 0;
    const pages = Math.max(1, Math.ceil(entries / perPage));
    const page = Math.min(asked, pages);
    return {
      rows: await findWork(tx, { clientId, limit: perPage, offset: (page - 1) * perPage }),
      entries,
      billableMinutes: total?.billable ?? 0,
      page,
      pages,
    };
  });
}
