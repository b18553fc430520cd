import { findClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { entryView, type EntryView } from "#app/hours/entry-view.ts";
import { findEntry } from "#app/hours/entry-page.server.ts";
import type { QueryState } from "#app/hours/rules/contest.ts";
import { findQuery } from "#app/hours/store/entry-query.server.ts";
import { findEntryTalk } from "#app/hours/store/entry-talk.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope, sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { showQuery, type ShownQuery } from "./query-view.server.ts";

export type QueryRow = {
  id: string;
  clientName: string;
  title: string;
  engineer: string;
  askedBy: string;
  askedOn: Day;
  minutes: number;
  state: QueryState;
  words: string;
};
export type StaffQueries = { rows: QueryRow[]; open: number; closed: number };

/** The queue of clients' questions: the open ones, oldest first, or the latest hundred decided; two queries. */
export function getStaffQueries(scope: StaffScope, show: "open" | "closed"): Promise<StaffQueries> {
  return readInScope(scope, async (tx) => {
    const rows = await tx.$queryRaw<(Omit<QueryRow, "askedOn"> & { askedOn: string })[]>`
      select q.id::text, c.name as "clientName", r.title, u.name as engineer, a.name as "askedBy", day_in(c.zone, q.asked_at)::text as "askedOn", q.minutes, q.state,
        (select l.words from entry_query_line l where l.client_id = q.client_id and l.query_id = q.id and l.kind = 'asked') as words
      from entry_query q join client_facts c on c.id = q.client_id join time_entry e on e.client_id = q.client_id and e.id = q.entry_id
      join request_facts r on r.client_id = e.client_id and r.id = e.request_id join user_facts u on u.id = e.engineer_id join user_facts a on a.id = q.asked_by
      where ${show === "open" ? sql`q.state = 'open' order by q.asked_at, q.id` : sql`q.state <> 'open' order by q.closed_at desc, q.id`} limit 100`;
    const [count] = await tx.$queryRaw<{ open: number; closed: number }[]>`
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where state <> 'open')::int as closed from entry_query`;
    return {
      rows: rows.map((row) => ({ ...row, askedOn: day(row.askedOn) })),
      open: count?.open ?? 0,
      closed: count?.closed ?? 0,
    };
  });
}

export type StaffQueryPage = { query: ShownQuery; entry: EntryView; clientName: string };

/** One question with its thread and the entry it is about; four queries, a 404 for none. */
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
