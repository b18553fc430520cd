import type { Scope } from "#app/identity/scope.ts";
import { findQuery, lockQuery, type EntryQuery } from "#app/hours/store/entry-query.server.ts";
import { lockTimeEntry, type TimeEntry } from "#app/hours/store/time-entry.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { refuse, type Result } from "#app/platform/result.ts";

export type QueryRefusal = "no-such-query" | "already-decided";

/** Runs a step on an open query that this person sees, under the entry's lock and the query's: of two who decide at once the second finds it decided. */
export async function withOpenQuery<T, R extends string>(
  scope: Scope,
  queryId: string,
  run: (tx: Tx, found: { query: EntryQuery; entry: TimeEntry }) => Promise<Result<T, R>>,
): Promise<Result<T, R | QueryRefusal>> {
  const known = await inScope(scope, (tx) => findQuery(tx, scope, queryId));
  if (!known) return refuse("no-such-query");
  const step = async (tx: Tx): Promise<Result<T, R | QueryRefusal>> => {
    const entry = await lockTimeEntry(tx, known.clientId, known.entryId);
    const query = await lockQuery(tx, known.clientId, known.id);
    if (!entry || !query) return refuse("no-such-query");
    return query.state === "open" ? run(tx, { query, entry }) : refuse("already-decided");
  };
  return scope.kind === "client" ? asSystem(step) : inScope(scope, step);
}
