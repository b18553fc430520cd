import type { RequestFilter } from "#app/requests/rules/filters.ts";
import type { Scope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import {
  countRequests,
  listRequests,
  type RequestQuery,
  type RequestRow,
} from "#app/requests/store/request-list.server.ts";

export type RequestList = {
  rows: RequestRow[];
  counts: Record<RequestFilter, number>;
  page: number;
  pages: number;
};

const perPage = 25;

/** The requests that this person may see, of one filter and search, with how many each filter holds. Open ones oldest first, done ones newest first. */
export function getRequestList(scope: Scope, query: RequestQuery & { page: number }): Promise<RequestList> {
  return readInScope(scope, async (tx) => {
    const counts = await countRequests(tx, scope, query);
    const pages = Math.max(1, Math.ceil(counts[query.filter] / perPage));
    const page = Math.min(query.page, pages);
    const rows = await listRequests(tx, scope, query, { limit: perPage, offset: (page - 1) * perPage });
    return { rows, counts, page, pages };
  });
}
