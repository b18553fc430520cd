import type { StaffScope } from "#app/identity/scope.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { priceOfMinutes } from "#app/platform/money.ts";

export type OwedRow = { entryId: string; title: string; workedOn: Day; minutes: number };
/** Work that no block has paid, at a client that is invoiced for it; the amount is without VAT, null where no block has a price. */
export type OwedHours = {
  rows: OwedRow[];
  minutes: number;
  rate: { perHourMinor: number; amountMinor: number; currency: string } | null;
};

type Row = {
  policy: string;
  currency: string;
  per_hour: number | null;
  rows: { entryId: string; title: string; workedOn: string; minutes: number }[];
};

/** What finance has to invoice at a client by the hour, at the price an hour of its smallest block; null where work below zero is not invoiced, or nothing is owed. One query. */
export async function getOwedHours(scope: StaffScope, clientId: string): Promise<OwedHours | null> {
  const [found] = await readInScope(
    scope,
    (tx) => tx.$queryRaw<Row[]>`
    select s.overage_policy as policy, c.currency,
      (select b.price_per_hour_minor from hour_block b where b.active and b.currency = c.currency
          and (b.client_id = c.id or (b.client_id is null and not exists (select from hour_block o where o.client_id = c.id and o.active and o.currency = c.currency)))
        order by b.minutes limit 1) as per_hour,
      coalesce((select jsonb_agg(jsonb_build_object('entryId', e.id, 'title', r.title, 'workedOn', e.worked_on, 'minutes', d.open_minutes) order by d.id)
        from hour_debt_facts d join time_entry_facts e on e.client_id = d.client_id and 'te:' || e.id = d.subject join request_facts r on r.client_id = e.client_id and r.id = e.request_id
        where d.client_id = c.id and d.open_minutes > 0), '[]') as rows
    from client_facts c join hour_setting_facts s on s.client_id = c.id where c.id = ${clientId}::uuid`,
  );
  if (found?.policy !== "invoice" || found.rows.length === 0) return null;
  const minutes = found.rows.reduce((sum, row) => sum + row.minutes, 0);
  return {
    rows: found.rows.map((row) => ({ ...row, workedOn: day(row.workedOn) })),
    minutes,
    rate:
      found.per_hour === null
        ? null
        : {
            perHourMinor: found.per_hour,
            amountMinor: priceOfMinutes(minutes, found.per_hour),
            currency: found.currency,
          },
  };
}
