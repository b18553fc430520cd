import { redirect } from "@remix-run/node";

import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { readListState, type ListSpec, type ListState } from "#app/ui/table/list-state.ts";
import type { SavedView } from "#app/ui/table/list-tools.tsx";

import { deleteListView, listListViews, upsertListView } from "./list-view-store.server.ts";
import type { StaffScope } from "./scope.ts";

/** Views that one person may keep of one list. */
const mostViews = 20;

/** What a list's page needs besides its rows: what the address asks, and the reader's own views. */
type OpenList = { list: ListState; views: SavedView[] };

/** Reads what a request asks of a list, with the reader's views of it: one query. An address that asks nothing leads to the view that the list opens with, where there is one. */
export async function openList(scope: StaffScope, request: Request, spec: ListSpec): Promise<OpenList> {
  const url = new URL(request.url);
  const list = readListState(spec, url.searchParams);
  const views = await inScope(scope, (tx) => listListViews(tx, scope.userId, spec.list));
  const first = url.search === "" && views.find((view) => view.isFirst);
  if (first && first.query !== "") throw redirect(`${spec.path}?${first.query}`);
  return { list, views };
}

/** Keeps what a list shows as one of the person's views; the same name again replaces it. Refused above twenty. */
export function saveListView(
  scope: StaffScope,
  view: { list: string; name: string; query: string; isFirst: boolean },
): Promise<Result<null, "too-many">> {
  return inScope(scope, async (tx) => {
    const views = await listListViews(tx, scope.userId, view.list);
    if (views.length >= mostViews && !views.some(({ name }) => name === view.name)) return refuse("too-many");
    await upsertListView(tx, { ...view, userId: scope.userId }, now());
    return ok(null);
  });
}

/** Forgets one of the person's own views; safe to repeat. */
export function removeListView(scope: StaffScope, id: string): Promise<void> {
  return inScope(scope, (tx) => deleteListView(tx, scope.userId, id));
}
