import { queueQuery, readQueueFilter } from "#app/desk/queue-filter.ts";
import { appendView, removeView } from "#app/desk/store/view-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";

/** Keeps a look at the queue under a name, for oneself or for all colleagues; of its address only what a filter knows. */
export function keepView(
  scope: StaffScope,
  view: { id: string; name: string; query: string; isShared: boolean },
): Promise<void> {
  const query = queueQuery(readQueueFilter(new URLSearchParams(view.query)));
  const ownerId = view.isShared ? null : scope.userId;
  return inScope(scope, (tx) => appendView(tx, { id: view.id, ownerId, name: view.name, query }));
}

/** Forgets a view of one's own or a shared one. */
export function forgetView(scope: StaffScope, id: string): Promise<void> {
  return inScope(scope, (tx) => removeView(tx, { id, userId: scope.userId }));
}
