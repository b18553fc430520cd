import type { UnpaidWork } from "#app/contracts/rules/hours-line.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Work up to a day that no hours have paid, oldest first. */
export async function listUnpaidWork(tx: Tx, clientId: string, lastDay: Day): Promise<UnpaidWork[]> {
  const rows = await tx.$queryRaw<{ title: string; workedOn: string; minutes: number }[]>`
    select r.title, e.worked_on::text as "workedOn", d.open_minutes as minutes
    from hour_debt_facts d join time_entry_facts e on e.client_id = d.client_id and 'te:' || e.id = d.subject
      join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    where d.client_id = ${clientId}::uuid and d.open_minutes > 0 and e.worked_on <= ${lastDay}::date order by e.worked_on, d.id`;
  return rows.map((row) => ({ ...row, workedOn: day(row.workedOn) }));
}

/** Locks the hour account until the transaction ends and says how many minutes of work up to a day no hours have paid; null while it is frozen. */
export async function lockUnpaidMinutes(tx: Tx, clientId: string, lastDay: Day): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ minutes: number | null }[]>`
    select hours_overage(${clientId}::uuid, ${lastDay}::date) as minutes`;
  return row?.minutes ?? null;
}

/** Pays a month's open work with hours that stand on the month's invoice, once a client and month; the price is theirs without VAT. */
export async function payUnpaidWork(
  tx: Tx,
  given: { clientId: string; month: string; minutes: number; amountMinor: number; currency: string },
): Promise<void> {
  await tx.$queryRaw`
    select lot_id from hours_credit(${given.clientId}::uuid, 'import', ${given.minutes}::int, ${given.amountMinor}::int, ${given.currency}, null, ${now()},
      'system', p_reason => ${`month ${given.month}`}, p_idem_key => ${`month:${given.month}`}, p_priority => 1::smallint)`;
}
