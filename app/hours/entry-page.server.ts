import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { emptySql, readInScope, sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { entryView, type EntryView } from "./entry-view.ts";
import { historyLine, type HistoryLine } from "./ledger-page.server.ts";
import { allocationsOf, entryColumns, type EntryRow } from "./store/hours-list.server.ts";
import { clientTalk, type ClientTalk } from "./query/query-view.server.ts";
import { findEntryTalk } from "./store/entry-talk.server.ts";
import { listEntryOps } from "./store/ledger-list.server.ts";

/** One entry with all that happened to it, as the client reads it; three queries besides the scope's. 404 for what is not theirs. */
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

/** Finds an entry of a client, deleted ones too; of one requester only when told so. */
export async function findEntry(
  tx: Tx,
  clientId: string,
  entryId: string,
  requesterId: string | null,
): Promise<EntryRow | null> {
  const [row] = await tx.$queryRaw<{ entry: EntryRow }[]>`
    select to_jsonb(x) as entry from (
      select ${entryColumns}, coalesce(p.rows, '[]') as allocations
      from time_entry e join client_facts c on c.id = e.client_id join request_facts r on r.client_id = e.client_id and r.id = e.request_id
      join user_facts u on u.id = e.engineer_id join work_type w on w.id = e.work_type_id
      left join (${allocationsOf(clientId, sql`array[${entryId}::uuid]`)}) p on p.entry_id = e.id
      where e.client_id = ${clientId}::uuid and e.id = ${entryId}::uuid ${requesterId ? sql`and r.requester_id = ${requesterId}::uuid` : emptySql}) x`;
  return row?.entry ?? null;
}
