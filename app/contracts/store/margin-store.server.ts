import type { MonthWork, WorkCosts } from "#app/contracts/rules/margin.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What the MSP's own work costs it. */
export async function findWorkCosts(tx: Tx): Promise<WorkCosts> {
  const { hourMinor, requestMinor, correctionMinor } = await tx.marginSetting.findUniqueOrThrow({
    where: { id: 1 },
  });
  return { hourMinor, requestMinor, correctionMinor };
}

/** Changes what the MSP's own work costs it. */
export async function writeWorkCosts(tx: Tx, costs: WorkCosts): Promise<void> {
  await tx.marginSetting.update({ where: { id: 1 }, data: costs });
}

/** Minutes worked and requests made from a day to a day (inclusive), by client. One query. */
export async function listMonthWork(
  tx: Tx,
  { from, until }: { from: Day; until: Day },
): Promise<Map<string, Omit<MonthWork, "corrections">>> {
  const rows = await tx.$queryRaw<{ clientId: string; minutes: number; requests: number }[]>`
    select c.id::text as "clientId",
      coalesce((select sum(e.worked_minutes)::int from time_entry_facts e where e.client_id = c.id and e.deleted_at is null
        and e.worked_on between ${from}::date and ${until}::date), 0) as minutes,
      (select count(*)::int from request_facts r where r.client_id = c.id
        and day_in(c.zone, r.created_at) between ${from}::date and ${until}::date) as requests
    from client_facts c where c.ended_at is null`;
  return new Map(rows.map(({ clientId, ...work }) => [clientId, work]));
}
