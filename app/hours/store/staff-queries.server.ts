import type { QueryState } from "#app/hours/rules/contest.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

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

/** Clients' questions: the open ones, oldest first, or the latest hundred decided. */
export async function listStaffQueries(
  tx: Tx,
  show: "open" | "closed",
): Promise<(Omit<QueryRow, "askedOn"> & { askedOn: string })[]> {
  return tx.$queryRaw<(Omit<QueryRow, "askedOn"> & { askedOn: string })[]>`
    select q.id::text, c.name as "clientName", r.title, u.name as engineer, a.name as "askedBy", day_in(c.zone, q.asked_at)::text as "askedOn", q.minutes, q.state,
      (select l.words from entry_query_line l where l.client_id = q.client_id and l.query_id = q.id and l.kind = 'asked') as words
    from entry_query q join client_facts c on c.id = q.client_id join time_entry e on e.client_id = q.client_id and e.id = q.entry_id
    join request_facts r on r.client_id = e.client_id and r.id = e.request_id join user_facts u on u.id = e.engineer_id join user_facts a on a.id = q.asked_by
    where ${show === "open" ? sql`q.state = 'open' order by q.asked_at, q.id` : sql`q.state <> 'open' order by q.closed_at desc, q.id`} limit 100`;
}

/** How many questions are open and how many decided. */
export async function countQueries(tx: Tx): Promise<{ open: number; closed: number } | null> {
  const [row] = await tx.$queryRaw<{ open: number; closed: number }[]>`
    select count(*) filter (where state = 'open')::int as open, count(*) filter (where state <> 'open')::int as closed from entry_query`;
  return row ?? null;
}
