import type pg from "pg";

/** Of the clients of the bench: people at once, months on record, and the day on which it all begins. */
export const seats = 50;
export const months = 24;
export const beginsOn = "2024-12-01";

/** The id of a thing of a client: its client's number, its kind, its own number. */
const id = (kind: string, at: string | number, client = "n") =>
  `(lpad(to_hex(${client}), 8, '0') || '-${kind}-4000-8000-' || lpad((${at})::text, 12, '0'))::uuid`;

/** The client of a number. */
export const clientOf = (n: number): string =>
  `${n.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;

const seatType = "'ffffffff-0001-4000-8000-000000000000'::uuid";
const product = "'ffffffff-0002-4000-8000-000000000000'::uuid";

/** What all clients share: a seat type, and a licence product. */
export async function fillShared(owner: pg.Client): Promise<void> {
  await owner.query(`
    insert into seat_type (id, names) values (${seatType}, '{"nl": "Werkplek", "de": "Arbeitsplatz", "en": "Seat"}');
    insert into licence_product (id, vendor, sku, name, price_minor, currency, term_months, decrease_days)
      values (${product}, 'Microsoft', 'SPB', 'Microsoft 365 Business Premium', 2160, 'EUR', 12, 7)`);
}

/**
 * Fills the clients of these numbers, both inclusive: each has a contract with a line a seat and one a licence and a new price after a year, fifty
 * people with a seat and a licence, and from the second month on somebody who leaves and somebody who joins five days later.
 */
export async function fillClients(owner: pg.Client, from: number, until: number): Promise<void> {
  const clients = `generate_series(${from}, ${until}) n`;
  // The one who leaves in month i has the place of the i-th who was there, who joins then that of one more.
  const held = `(
    select i, date '${beginsOn}' as joined, (date '${beginsOn}' + i * interval '1 month')::date + i % 20 as left
      from generate_series(1, ${months - 1}) i
    union all select i, date '${beginsOn}', null from generate_series(${months}, ${seats}) i
    union all select ${seats} + i, (date '${beginsOn}' + i * interval '1 month')::date + i % 20 + 5, null from generate_series(1, ${months - 1}) i) held`;
  await owner.query(`
    insert into client (id, name, legal_name, kind, country, billing_email, created_at)
      select ${id("0000", 0)}, 'Client ' || n, 'Client', 'managed', 'NL', 'b@bench.example', '${beginsOn}' from ${clients};
    select hours_open_account(${id("0000", 0)}) from ${clients};
    insert into contract (client_id, id, name, currency, starts_on, created_at, term_months, renewal)
      select ${id("0000", 0)}, ${id("0003", 1)}, 'Beheer', 'EUR', '${beginsOn}', '${beginsOn}', 12, 'automatic' from ${clients};
    insert into contract_version (client_id, id, contract_id, effective_on, reason, included, made_at)
      select ${id("0000", 0)}, ${id("0004", "v")}, ${id("0003", 1)}, case v when 1 then date '${beginsOn}' else '2026-01-01' end,
        case v when 2 then 'Indexatie' end, '{Hulp op afstand}', '${beginsOn}' from ${clients}, generate_series(1, 2) v;
    insert into contract_line (client_id, id, version_id, line_key, position, label, counts, type_id, unit_minor, rule)
      select ${id("0000", 0)}, ${id("0005", "2 * v + l")}, ${id("0004", "v")}, ${id("0006", "l")}, l, (array['Werkplek', 'Microsoft 365'])[l],
        (array['seat', 'licence'])[l], (array[${seatType}, ${product}])[l], (array[4800, 2060])[l] + 100 * v, 'daily'
      from ${clients}, generate_series(1, 2) v, generate_series(1, 2) l;
    insert into contract_line_cost (client_id, line_id, part, cost_minor)
      select ${id("0000", 0)}, ${id("0005", "2 * v + l")}, 'licence', 1840 from ${clients}, generate_series(1, 2) v, generate_series(1, 2) l;
    insert into contract_sla (client_id, version_id, priority, response_minutes)
      select ${id("0000", 0)}, ${id("0004", "v")}, 'high', 60 from ${clients}, generate_series(1, 2) v;
    insert into employee (client_id, id, name, joined_on, left_on)
      select ${id("0000", 0)}, ${id("0001", "i")}, 'Person ' || i, joined, held.left from ${clients}, ${held};
    insert into seat (client_id, id, seat_type_id, number, starts_on, ends_on)
      select ${id("0000", 0)}, ${id("0002", "i")}, ${seatType}, i, joined, held.left from ${clients}, ${held};
    insert into seat_holding (client_id, id, seat_id, seat_type_id, employee_id, starts_on, ends_on)
      select ${id("0000", 0)}, ${id("0007", "i")}, ${id("0002", "i")}, ${seatType}, ${id("0001", "i")}, joined, held.left from ${clients}, ${held};
    insert into licence_assignment (client_id, id, product_id, employee_id, starts_on, ends_on)
      select ${id("0000", 0)}, ${id("0008", "i")}, ${product}, ${id("0001", "i")}, joined, held.left from ${clients}, ${held};
    insert into licence_pool (client_id, product_id, quantity, starts_on, term_ends_on, recorded_at)
      select ${id("0000", 0)}, ${product}, ${seats + 2}, '${beginsOn}', '2027-01-31', '${beginsOn}' from ${clients};
    insert into people_event (client_id, at, on_day, actor, action, entity, entity_id, employee_id, content)
      select ${id("0000", 0)}, on_day, on_day, 'Iris', 'recorded', kind, case kind when 'holding' then ${id("0007", "i")} else ${id("0008", "i")} end,
        ${id("0001", "i")}, jsonb_build_object('startsOn', joined, 'endsOn', ends)
      from ${clients}, ${held}, unnest(array['holding', 'assignment']) kind,
        lateral (values (joined, null), (held.left, held.left)) at_day(on_day, ends) where on_day is not null order by on_day`);
}

/** Copies the closed months of the first client to those of these numbers, both inclusive: all have counted the same. */
export async function copyMonths(owner: pg.Client, from: number, until: number): Promise<void> {
  const clients = `generate_series(${from}, ${until}) n`;
  const first = `'${clientOf(1)}'`;
  await owner.query(`
    insert into contract_month (client_id, month, currency, total_minor, closed_by, closed_at, vat_kind, vat_rate_bp)
      select ${id("0000", 0)}, month, currency, total_minor, closed_by, closed_at, vat_kind, vat_rate_bp
      from contract_month, ${clients} where client_id = ${first};
    insert into contract_month_line (client_id, month, position, kind, contract_id, line_key, corrects_month, label, amount_minor, detail)
      select ${id("0000", 0)}, month, position, kind, ${id("0003", 1)}, (lpad(to_hex(n), 8, '0') || substr(line_key::text, 9))::uuid, corrects_month, label, amount_minor,
        replace(detail::text, '00000001-000', lpad(to_hex(n), 8, '0') || '-000')::jsonb
      from contract_month_line, ${clients} where client_id = ${first};
    analyze`);
}
