import type { UnpaidWork } from "#app/contracts/rules/hours-line.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Work at each of these clients up to a day that no hours have paid, oldest first. One query. */
export async function listUnpaidWork(
  tx: Tx,
  clientIds: readonly string[],
  lastDay: Day,
): Promise<(UnpaidWork & { clientId: string })[]> {
  const rows = await tx.$queryRaw<{ clientId: string; title: string; workedOn: string; minutes: number }[]>`
    select d.client_id::text as "clientId", r.title, e.worked_on::text as "workedOn", d.open_minutes as minutes
    from hour_debt_facts d join time_entry_facts e on e.client_id = d.client_id and 'te:' || e.id = d.subject
      join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    where d.client_id = any(${[...clientIds]}::uuid[]) and d.open_minutes > 0 and e.worked_on <= ${lastDay}::date
    order by e.worked_on, d.id`;
  return rows.map((row) => ({ ...row, workedOn: day(row.workedOn) }));
}
