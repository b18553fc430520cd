import { z } from "zod";

import { listMergeChosen, listMergeTargets, type Mergeable } from "#app/desk/store/merge-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

/** The most requests that are merged at once. */
const most = 50;

export type MergePage = {
  /** The requests to merge, the oldest first; empty where none of them is open. */
  chosen: Mergeable[];
  /** Where they can go: the chosen ones first, then what the search found of their client. Empty where they are of several clients. */
  targets: Mergeable[];
  search: string;
};

/** What an address asks to merge: requests by their ids (`id`), and what is looked for (`q`). */
export async function getMergePage(scope: StaffScope, query: URLSearchParams): Promise<MergePage> {
  const ids = query
    .getAll("id")
    .filter((id) => z.uuid().safeParse(id).success)
    .slice(0, most);
  const search = (query.get("q") ?? "").slice(0, 100);
  return readInScope(scope, async (tx) => {
    const chosen = await listMergeChosen(tx, ids);
    const [first, ...more] = chosen;
    if (!first) return { chosen, targets: [], search };
    const isOneClient = more.every(({ clientId }) => clientId === first.clientId);
    if (!isOneClient) return { chosen, targets: [], search };
    const found = await listMergeTargets(tx, { clientId: first.clientId, without: ids, search });
    return { chosen, targets: [...(more.length > 0 ? chosen : []), ...found], search };
  });
}

/** What the page to merge sends. */
export const mergeForm = z.object({
  id: z.array(z.uuid()).min(1).max(most),
  into: z.uuid(),
  words: z.string().trim().max(8000).default(""),
});
