import type { MonthWork, WorkCosts } from "#app/contracts/rules/margin.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { underContract, type ClientUnderContract } from "./contract-store.server.ts";

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

type Worked = ClientUnderContract &
  Omit<MonthWork, "corrections"> & {
    /** Of the minutes, those of work that is charged by the hour: by prepaid hours, or on a line for hours. */
    chargedMinutes: number;
  };

/** The clients under contract (see `underContract`), with the minutes worked and the requests made in the span. One query. */
export async function listWorkUnderContract(
  tx: Tx,
  { from, until }: { from: Day; until: Day },
): Promise<Worked[]> {
  return tx.$queryRaw<Worked[]>`
    select c.id::text as "clientId", c.name, c.currency::text,
      coalesce((select sum(e.worked_minutes)::int from time_entry_facts e where e.client_id = c.id and e.deleted_at is null
        and e.worked_on between ${from}::date and ${until}::date), 0) as minutes,
      coalesce((select sum(e.worked_minutes)::int from time_entry_facts e where e.client_id = c.id and e.deleted_at is null
        and e.worked_on between ${from}::date and ${until}::date and not e.free and not e.covered), 0) as "chargedMinutes",
      (select count(*)::int from request_facts r where r.client_id = c.id
        and day_in(c.zone, r.created_at) between ${from}::date and ${until}::date) as requests
    from client_facts c where ${underContract({ from, until })} order by c.name, c.id`;
}
