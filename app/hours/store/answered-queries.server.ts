import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A question of this person that staff answered: still open with their last word, or decided. */
export type AnsweredQuery = { entryId: string; title: string; state: "open" | "accepted" | "upheld" };

/** For how long a decided question is shown to who asked it, in days. */
const shownDays = 7;

/** What staff answered of this person's own questions: open ones on which staff spoke last, and those decided within a week. The latest three, one query. */
export function listAnswered(tx: Tx, scope: ClientScope): Promise<AnsweredQuery[]> {
  const since = new Date(now().getTime() - shownDays * 86_400_000);
  return tx.$queryRaw<AnsweredQuery[]>`
    select q.entry_id::text as "entryId", r.title, q.state
    from entry_query q join time_entry e on e.client_id = q.client_id and e.id = q.entry_id
    join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    cross join lateral (select l.by_staff, l.at from entry_query_line l where l.client_id = q.client_id and l.query_id = q.id order by l.at desc, l.id limit 1) last
    where q.client_id = ${scope.clientId}::uuid and q.asked_by = ${scope.userId}::uuid
      and (q.state = 'open' and last.by_staff or q.state in ('accepted', 'upheld') and q.closed_at >= ${since})
    order by last.at desc, q.id limit 3`;
}
