import type { ShownRequest } from "#app/requests/components/request-table.tsx";
import { dayIn } from "#app/platform/zone.server.ts";
import type { RequestRow } from "#app/requests/store/request-list.server.ts";

/** Requests with their instants as days in the reader's zone, as lists show them. */
export function showRequests(rows: RequestRow[], zone: string): ShownRequest[] {
  return rows.map(({ createdAt, closedAt: _, ...row }) => ({ ...row, createdOn: dayIn(zone, createdAt) }));
}
