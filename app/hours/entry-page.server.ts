import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { findEntry } from "#app/hours/store/find-entry.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { entryView, type EntryView } from "./entry-view.ts";
import { historyLine, type HistoryLine } from "./ledger-page.server.ts";
import { clientTalk, type ClientTalk } from "./query/query-view.server.ts";
import { findEntryTalk } from "./store/entry-talk.server.ts";
import { listEntryOps } from "./store/ledger-list.server.ts";

/** One entry with all that happened to it, as the client reads it. 404 for what is not theirs. */
export async function getEntryPage(
  scope: ClientScope,
  entryId: string,
): Promise<{ entry: EntryView; history: HistoryLine[]; talk: ClientTalk }> {
  return readInScope(scope, async (tx) => {
    const entry = await findEntry(
      tx,
      scope.clientId,
      entryId,
      may(scope, hoursAccess.seeAllWork) ? null : scope.userId,
    );
    if (!entry) return notFound();
    const history = (await listEntryOps(tx, scope.clientId, entryId)).map(historyLine);
    return {
      entry: entryView(entry),
      history,
      talk: clientTalk(scope, await findEntryTalk(tx, scope.clientId, entryId), entry),
    };
  });
}
