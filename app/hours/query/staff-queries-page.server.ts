import { findClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { entryView, type EntryView } from "#app/hours/entry-view.ts";
import { findQuery } from "#app/hours/store/entry-query.server.ts";
import { findEntryTalk } from "#app/hours/store/entry-talk.server.ts";
import { findEntry } from "#app/hours/store/find-entry.server.ts";
import { countQueries, listStaffQueries, type QueryRow } from "#app/hours/store/staff-queries.server.ts";
import { day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { showQuery, type ShownQuery } from "./query-view.server.ts";

export type StaffQueries = { rows: QueryRow[]; open: number; closed: number };

/** The queue of clients' questions: the open ones, oldest first, or the latest hundred decided. */
export function getStaffQueries(scope: StaffScope, show: "open" | "closed"): Promise<StaffQueries> {
  return readInScope(scope, async (tx) => {
    const rows = await listStaffQueries(tx, show);
    const count = await countQueries(tx);
    return {
      rows: rows.map((row) => ({ ...row, askedOn: day(row.askedOn) })),
      open: count?.open ?? 0,
      closed: count?.closed ?? 0,
    };
  });
}

export type StaffQueryPage = { query: ShownQuery; entry: EntryView; clientName: string };

/** One question with its thread and the entry it is about; a 404 for none. */
export function getStaffQuery(scope: StaffScope, queryId: string): Promise<StaffQueryPage> {
  return readInScope(scope, async (tx) => {
    const known = await findQuery(tx, scope, queryId);
    const entry = known && (await findEntry(tx, known.clientId, known.entryId, null));
    if (!entry) return notFound();
    const talk = await findEntryTalk(tx, known.clientId, known.entryId);
    const query = talk.queries.find(({ id }) => id === known.id);
    if (!query) return notFound();
    return { query: showQuery(query), entry: entryView(entry), clientName: await nameOf(tx, known.clientId) };
  });
}

async function nameOf(tx: Tx, clientId: string): Promise<string> {
  return (await findClient(tx, clientId))?.name ?? "";
}
