import type { PromiseFact } from "#app/desk/rules/kept-promises.ts";
import type { Day } from "#app/platform/day.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** Requests of one client, or of all, made from a day on, up to and including another where there is one (by each client's own zone). */
type ReportScope = { clientId: string | null; from: Day; until?: Day };

const own = ({ clientId }: ReportScope) => (clientId ? sql`and r.client_id = ${clientId}::uuid` : emptySql);
const since = ({ from, until }: ReportScope) =>
  sql`day_in(c.zone, r.created_at) >= ${from}::date ${until ? sql`and day_in(c.zone, r.created_at) <= ${until}::date` : emptySql}`;

/** The promises of these requests, latest month first, most urgent first. One query. */
export function listPromises(tx: Tx, scope: ReportScope): Promise<PromiseFact[]> {
  return tx.$queryRaw<PromiseFact[]>`
    select r.id::text as "requestId", r.number::int, r.title, c.name as "clientName", to_char(day_in(c.zone, r.created_at), 'YYYY-MM') as month,
      k.priority, k.kind, k.due_at as "dueAt", k.met_at as "metAt"
    from sla_clock k join request_facts r on r.client_id = k.client_id and r.id = k.request_id join client_facts c on c.id = r.client_id
    where ${since(scope)} ${own(scope)}
    order by month desc, array_position(array['critical', 'high', 'normal', 'low'], k.priority), r.number, k.kind limit 20000`;
}

/** The average minutes to the first answer by a person (null where there was none), of how many requests, and how many are open now. One query. */
export async function findResponseFigures(
  tx: Tx,
  scope: ReportScope,
): Promise<{ averageMinutes: number | null; answered: number; open: number }> {
  const [row] = await tx.$queryRaw<{ averageMinutes: number | null; answered: number; open: number }[]>`
    select round(avg(extract(epoch from r.first_response_at - r.created_at) / 60) filter (where ${since(scope)}))::int as "averageMinutes",
      count(r.first_response_at) filter (where ${since(scope)})::int as answered, count(*) filter (where r.state not in ('done', 'refused', 'withdrawn'))::int as open
    from request_facts r join client_facts c on c.id = r.client_id
    where (${since(scope)} or r.state not in ('done', 'refused', 'withdrawn')) ${own(scope)}`;
  return row ?? { averageMinutes: null, answered: 0, open: 0 };
}

/** The clients with a promise, by name, to choose from. One query. */
export function listPromisedClients(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw<{ id: string; name: string }[]>`
    select c.id::text, c.name from client_facts c where exists (select from sla_clock k where k.client_id = c.id) order by c.name, c.id`;
}
