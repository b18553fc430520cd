import type { Tx } from "#app/platform/db.server.ts";

type Row = {
  policy: string;
  currency: string;
  per_hour: number | null;
  rows: { entryId: string; title: string; workedOn: string; minutes: number }[];
};

/** How a client's work below zero is charged, at which price, and which entries it is. */
export async function listOwed(tx: Tx, clientId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select s.overage_policy as policy, c.currency,
      (select b.price_per_hour_minor from hour_block b where b.active and b.currency = c.currency
          and (b.client_id = c.id or (b.client_id is null and not exists (select from hour_block o where o.client_id = c.id and o.active and o.currency = c.currency)))
        order by b.minutes limit 1) as per_hour,
      coalesce((select jsonb_agg(jsonb_build_object('entryId', e.id, 'title', r.title, 'workedOn', e.worked_on, 'minutes', d.open_minutes) order by d.id)
        from hour_debt_facts d join time_entry_facts e on e.client_id = d.client_id and 'te:' || e.id = d.subject join request_facts r on r.client_id = e.client_id and r.id = e.request_id
        where d.client_id = c.id and d.open_minutes > 0), '[]') as rows
    from client_facts c join hour_setting_facts s on s.client_id = c.id where c.id = ${clientId}::uuid`;
}
