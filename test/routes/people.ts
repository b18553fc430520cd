import pg from "pg";

import { exampleTemplates } from "#app/agreements/examples/examples.ts";
import type { TestApp } from "#test/setup/test-app.ts";
import { sqlNow } from "#test/setup/clock.ts";
import { signIn, visitor, type Visitor } from "#test/setup/visitor.ts";
import { roles, type Role, type Row } from "#test/routes/route-entry.ts";

export type Ids = Record<Row, string>;
export type TestPeople = {
  people: Record<Role, Visitor>;
  /** Rows of the client that the client's people belong to. */
  own: Ids;
  /** Rows of another client, all of whose words are canaries. */
  foreign: Ids;
  /** One line that changes when any row of the other client does. */
  foreignState: () => Promise<string>;
  close: () => Promise<void>;
};

/** What stands in every text of the other client: none of our client's people may ever read it. */
export const canary = "CANARY-VOGEL";
/** What staff write to each other: no client's people may ever read it. */
export const internalCanary = "CANARY-INTERNAL";
/** What a licence or a line of a contract costs the MSP, as it is stored and as people of each language write it: no client's people may ever read it. */
export const costCanaries = ["7654321", "76.543,21", "76,543.21"];

const seeded: Partial<Record<Role, string>> = {
  employee: "tom@bakkerij-jansen.example",
  manager: "petra@bakkerij-jansen.example",
  engineer: "daan@helder-it.example",
  accountManager: "iris@helder-it.example",
  owner: "noor@helder-it.example",
};
const added: Partial<Record<Role, string>> = {
  approver: "approver",
  finance: "finance",
  staffFinance: "finance",
  ended: "employee",
};

const addressOf = (role: string): string => `${role.toLowerCase()}@test.example`;

/** Signs everybody in at a test app: the people of the demo, those it lacks, and a client full of canaries. */
export async function gather(app: TestApp): Promise<TestPeople> {
  const db = new pg.Client({ connectionString: app.databaseUrl });
  await db.connect();
  const [ours, theirs] = await Promise.all(
    ["Bakkerij Jansen", "Kanzlei Vogel"].map((name) =>
      one(db, "select id from client where name = $1", [name]),
    ),
  );
  if (!ours || !theirs) throw new Error("the demo has other clients");
  for (const [role, membership] of Object.entries(added))
    await addPerson(db, addressOf(role), membership, role === "staffFinance" ? null : ours);
  await askAndWait(db, ours, "ours");
  await askAndWait(db, theirs, canary);
  await employ(db, ours, "ours");
  await employ(db, theirs, canary);
  const own = await idsOf(db, ours);
  const foreign = await idsOf(db, theirs);
  await fillWithCanaries(db, theirs);
  await tellStaff(db);
  const people = Object.fromEntries(
    await Promise.all(
      roles.map(async (role) => [
        role,
        role === "anonymous" ? visitor(app.url) : await signIn(app.url, seeded[role] ?? addressOf(role)),
      ]),
    ),
  ) as Record<Role, Visitor>;
  await db.query(
    `update membership set ended_at = ${sqlNow()} where user_id = (select id from "user" where email = 'ended@test.example')`,
  );
  return { people, own, foreign, foreignState: () => stateOf(db, theirs), close: () => db.end() };
}

async function one(db: pg.Client, text: string, values: unknown[]): Promise<string | undefined> {
  return (await db.query<{ id: string }>(text, values)).rows[0]?.id;
}

/** A person with Petra's password. */
async function addPerson(db: pg.Client, email: string, role: string, clientId: string | null): Promise<void> {
  const id = await one(
    db,
    `insert into "user" (name, email, email_verified) values ($1, $1, true) returning id`,
    [email],
  );
  await db.query(
    `insert into account (account_id, provider_id, user_id, password)
    select $1::text, 'credential', $1::uuid, password from account where user_id = (select id from "user" where email = $2)`,
    [id, seeded.manager],
  );
  await db.query("insert into membership (user_id, client_id, role) values ($1, $2, $3)", [
    id,
    clientId,
    role,
  ]);
}

async function idsOf(db: pg.Client, clientId: string): Promise<Ids> {
  await db.query(
    `insert into block_order (client_id, number, buyer_id, form_key, minutes, price_per_hour_minor, valid_months, currency, net_minor, vat_kind, vat_rate_bp, vat_minor, gross_minor,
      state, terms_version, terms_accepted_at, created_at, updated_at,
      billed_name, billed_legal_name, billed_address_line, billed_postal_code, billed_city, billed_country, billed_email)
    select $1, next_number('block_order'), m.user_id, gen_random_uuid(), 600, 9500, 12, 'EUR', 95000, 'standard', 2100, 19950, 114950, 'open', 'v1', ${sqlNow()}, ${sqlNow()}, ${sqlNow()},
      c.name, c.legal_name, c.address_line, c.postal_code, c.city, c.country, c.billing_email
    from membership m join client c on c.id = m.client_id where m.client_id = $1 limit 1`,
    [clientId],
  );
  const contract = await contractOf(db, clientId);
  const proposal = await proposalOf(db, clientId);
  const first = async (text: string, values: unknown[] = [clientId]): Promise<string> =>
    (await one(db, text, values)) ?? "";
  const isForeign = clientId === (await one(db, "select id from client where name = 'Kanzlei Vogel'", []));
  return {
    client: clientId,
    ...contract,
    proposal,
    agreement: await agreementOf(db, clientId),
    employee: await first(
      "select id from employee where client_id = $1 order by (name = 'ours') desc, id limit 1",
    ),
    entry:
      await first(`select t.id from time_entry t join request r on r.client_id = t.client_id and r.id = t.request_id left join "user" u on u.id = r.requester_id
      where t.client_id = $1 and t.deleted_at is null and t.revision > 0 order by (u.email = '${seeded.employee}') desc nulls last, t.id limit 1`),
    order: await first(
      "select id from block_order where client_id = $1 and state = 'open' order by id limit 1",
    ),
    query: await first("select id from entry_query where client_id = $1 order by id limit 1"),
    // the employee sees own requests only, so the row is one of theirs
    request: await first(
      `select r.id from request r left join "user" u on u.id = r.requester_id where r.client_id = $1 order by (u.email = '${seeded.employee}') desc nulls last, r.id limit 1`,
    ),
    file: await first(
      `insert into request_file (client_id, id, request_id, author_id, by_staff, name, kind, size_bytes, sha256, state, content, created_at)
      select r.client_id, gen_random_uuid(), r.id, m.user_id, true, 'brief.txt', 'text', 5, sha256('brief'), 'ready', 'brief', ${sqlNow()}
      from request r left join "user" u on u.id = r.requester_id, membership m
      where r.client_id = $1 and m.client_id is null order by (u.email = '${seeded.employee}') desc nulls last, r.id limit 1 returning id`,
    ),
    guide: await first(
      `insert into guide (id, client_id, content, published_at, created_at) values (gen_random_uuid(), $1,
        jsonb_build_object('nl', jsonb_build_object('title', $2::text, 'body', $2::text, 'html', $2::text)), ${sqlNow()}, ${sqlNow()}) returning id`,
      [clientId, isForeign ? canary : "ours"],
    ),
    item: await itemOf(db, clientId, isForeign),
    workType: await first("select id from work_type order by position limit 1", []),
  };
}

/** An item of the catalogue: the other client's own is offered to that client alone, and full of canaries. */
async function itemOf(db: pg.Client, clientId: string, isForeign: boolean): Promise<string> {
  const shipped = (await one(db, "select id from catalogue_item where key = 'access'", [])) ?? "";
  if (!isForeign) return shipped;
  const id = await one(
    db,
    `insert into catalogue_item (position, offered_to, created_at) values (99, 'some', ${sqlNow()}) returning id`,
    [],
  );
  await db.query(
    `insert into catalogue_version (item_id, version, content, published_at)
    select $1, 1, jsonb_set(content, '{title,nl}', to_jsonb($2::text)), ${sqlNow()} from catalogue_version where item_id = $3 and version = 1`,
    [id, canary, shipped],
  );
  await db.query("update catalogue_item set published_version = 1 where id = $1", [id]);
  await db.query("insert into catalogue_offer (client_id, item_id) values ($1, $2)", [clientId, id]);
  return id ?? "";
}

/** A contract with a term, a line and what it costs, a month that was closed, and its invoice. */
async function contractOf(db: pg.Client, clientId: string): Promise<Pick<Ids, "contract" | "monthInvoice">> {
  const contract = await one(
    db,
    `insert into contract (client_id, name, currency, starts_on, term_months, renewal) values ($1, 'Beheer', 'EUR', '2026-01-01', 12, 'automatic') returning id`,
    [clientId],
  );
  await db.query(
    `with version as (insert into contract_version (client_id, contract_id, effective_on, made_at) values ($1, $2, '2026-01-01', ${sqlNow()}) returning id),
      line as (insert into contract_line (client_id, version_id, line_key, position, label, counts, unit_minor, rule)
        select $1, id, gen_random_uuid(), 0, 'Beheer', 'fixed', 5000, 'daily' from version returning id)
    insert into contract_line_cost (client_id, line_id, part, cost_minor) select $1, id, 'other', 7654321 from line`,
    [clientId, contract],
  );
  await db.query(
    `insert into contract_month (client_id, month, currency, total_minor, closed_by, closed_at)
    select $1, '2026-09', 'EUR', 5000, m.user_id, ${sqlNow()} from membership m where m.client_id = $1 limit 1`,
    [clientId],
  );
  const invoice = await one(
    db,
    `insert into month_invoice (client_id, month, currency, net_minor, vat_kind, vat_rate_bp, vat_minor, gross_minor, billed_name, billed_legal_name,
      billed_address_line, billed_postal_code, billed_city, billed_country, billed_email, state, asked_by, asked_at, updated_at)
    select $1, '2026-09', 'EUR', 5000, 'standard', 2100, 1050, 6050, c.name, c.legal_name, c.address_line, c.postal_code, c.city, c.country,
      c.billing_email, 'void', m.user_id, ${sqlNow()}, ${sqlNow()} from membership m join client c on c.id = m.client_id where m.client_id = $1 limit 1 returning id`,
    [clientId],
  );
  return { contract: contract ?? "", monthInvoice: invoice ?? "" };
}

/** The key of a proposal's line. */
const canaryLine = "00000000-0000-4000-8000-0000000000c0";

/** A proposal that was sent, with what its line costs. */
async function proposalOf(db: pg.Client, clientId: string): Promise<string> {
  const id = await one(
    db,
    `insert into proposal (client_id, id, name, currency, state, made_by, made_at, state_at)
    select $1, gen_random_uuid(), 'Beheer', 'EUR', 'sent', m.user_id, ${sqlNow()}, ${sqlNow()} from membership m where m.client_id = $1 limit 1 returning id`,
    [clientId],
  );
  const line = {
    key: canaryLine,
    label: "Werkplek",
    counts: "fixed",
    typeId: null,
    unitMinor: 5000,
    quantity: 3,
    perSeat: true,
  };
  const variant = {
    key: "v0",
    name: "Beheer",
    lines: [line],
    included: [],
    excluded: [],
    covers: [],
    sla: [],
  };
  await db.query(
    `with version as (insert into proposal_version (client_id, id, proposal_id, number, starts_on, term_months, notice_months, hours_left, variants, made_by, made_at, sent_at)
      select client_id, gen_random_uuid(), id, 1, '2027-02-01', 12, 1, 'credit', $3, made_by, made_at, made_at from proposal where client_id = $1 and id = $2 returning client_id, id)
    insert into proposal_cost (client_id, version_id, costs) select client_id, id, $4 from version`,
    [clientId, id, JSON.stringify([variant]), JSON.stringify({ [canaryLine]: { other: 7_654_321 } })],
  );
  return id ?? "";
}

/** An agreement of the client, signed by nobody here. */
async function agreementOf(db: pg.Client, clientId: string): Promise<string> {
  await db.query(
    `insert into agreement_template (kind, version, content, content_hash, changed_at, published_at)
    values ('notice', 1, $1, sha256(''), ${sqlNow()}, ${sqlNow()}) on conflict do nothing`,
    [JSON.stringify(exampleTemplates.notice)],
  );
  const document = {
    title: "Opzegging",
    number: "1",
    locale: "nl",
    template: "notice v1",
    parties: [],
    clauses: [],
    signers: [],
  };
  const id = await one(
    db,
    `insert into agreement (client_id, number, kind, template_version, locale, subject_kind, subject_id, revision, document, document_hash, created_at)
    values ($1::uuid, next_number('agreement'), 'notice', 1, 'nl', 'notice', $1::uuid::text, 1, $2, sha256(''), ${sqlNow()}) returning id`,
    [clientId, JSON.stringify(document)],
  );
  return id ?? "";
}

/** Somebody at the client with a seat, a device, a licence and a right; its licence's cost is a canary. */
async function employ(db: pg.Client, clientId: string, words: string): Promise<void> {
  // A login is one employee's: here it is the one made below.
  await db.query("update employee set user_id = null where client_id = $1 and $2 = 'ours'", [
    clientId,
    words,
  ]);
  await db.query(
    `with e as (insert into employee (client_id, name, department, joined_on, user_id)
        values ($1, $2, $2, '2026-01-05', (select id from "user" where email = $3 and $2 = 'ours')) returning *),
      s as (insert into seat (client_id, seat_type_id, number, starts_on)
        select client_id, (select id from seat_type order by position limit 1), 900, joined_on from e returning *),
      h as (insert into seat_holding (client_id, seat_id, seat_type_id, employee_id, starts_on)
        select s.client_id, s.id, s.seat_type_id, e.id, s.starts_on from s, e),
      d as (insert into device (client_id, name, kind, serial, starts_on) select client_id, $2, 'laptop', $2, joined_on from e returning *),
      p as (insert into device_period (client_id, device_id, in_scope, on_standard, employee_id, starts_on)
        select d.client_id, d.id, true, true, e.id, d.starts_on from d, e),
      l as (insert into licence_product (vendor, sku, name, price_minor, currency, term_months) values ('Microsoft', $2, $2, 2160, 'EUR', 12) returning id),
      c as (insert into licence_product_cost (product_id, cost_minor) select id, ${costCanaries[0]} from l),
      b as (insert into licence_pool (client_id, product_id, quantity, starts_on, recorded_at) select e.client_id, l.id, 2, e.joined_on, ${sqlNow()} from e, l),
      a as (insert into licence_assignment (client_id, product_id, employee_id, starts_on) select e.client_id, l.id, e.id, e.joined_on from e, l),
      r as (insert into access_resource (client_id, kind, name) select client_id, 'folder', $2 from e returning *)
    insert into access_right (client_id, resource_id, employee_id, level, starts_on, reason) select r.client_id, r.id, e.id, 'read', e.joined_on, $2 from r, e`,
    [clientId, words, seeded.employee],
  );
}

/** Somebody of the client asks about an entry, and another one waits for a word: rows that the demo lacks. */
async function askAndWait(db: pg.Client, clientId: string, words: string): Promise<void> {
  const asked = await one(
    db,
    `insert into entry_query (client_id, id, entry_id, revision, minutes, asked_by, asked_at)
    select e.client_id, gen_random_uuid(), e.id, e.revision, e.billable_minutes, m.user_id, ${sqlNow()} from time_entry e join membership m on m.client_id = e.client_id and m.role = 'manager'
    where e.client_id = $1 and e.deleted_at is null order by e.created_at limit 1 returning id`,
    [clientId],
  );
  await db.query(
    `insert into entry_query_line (client_id, id, query_id, kind, author_id, by_staff, words, at)
    select client_id, gen_random_uuid(), id, 'asked', asked_by, false, $2, ${sqlNow()} from entry_query where id = $1`,
    [asked, words],
  );
  await db.query(`insert into time_setting (client_id, approval) values ($1, 'client')`, [clientId]);
  await db.query(
    `insert into time_entry (client_id, request_id, engineer_id, worked_on, worked_at, worked_minutes, work_type_id, minimum_minutes, rounding_minutes, multiplier_percent, free, nature, note,
      billable_minutes, revision, created_at, updated_at)
    select client_id, request_id, engineer_id, worked_on, worked_at, 30, work_type_id, 0, 1, 100, free, nature, $2, 30, 0, ${sqlNow()}, ${sqlNow()} from time_entry where client_id = $1 order by created_at limit 1`,
    [clientId, words],
  );
  await db.query(
    `insert into time_approval (client_id, entry_id, setting, late, awaits, reason, asked_at)
    select client_id, id, 'client', true, 'client', $2, ${sqlNow()} from time_entry where client_id = $1 and revision = 0`,
    [clientId, words],
  );
  await db.query(
    `insert into time_approval_step (client_id, entry_id, version, step, actor_id, words, at)
    select client_id, id, 1, 'asked', engineer_id, $2, ${sqlNow()} from time_entry where client_id = $1 and revision = 0`,
    [clientId, words],
  );
}

async function fillWithCanaries(db: pg.Client, clientId: string): Promise<void> {
  const { rows } = await db.query<{ table: string; column: string }>(`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    where c.table_schema = 'public' and c.udt_name = 'text' and c.table_name in ('client', 'request', 'time_entry', 'invitation', 'block_order', 'contract', 'employee', 'access_resource', 'device')
      and c.column_name in ('name', 'legal_name', 'address_line', 'city', 'title', 'description', 'note', 'failure', 'invoice_number')`);
  for (const { table, column } of rows) {
    await db.query(
      `update ${table} set ${column} = '${canary}-' || ${table === "client" ? "left(id::text, 4)" : "id"} where ${table === "client" ? "id" : "client_id"} = $1`,
      [clientId],
    );
  }
  await db.query(
    `update "user" set name = '${canary}' where id in (select user_id from membership where client_id = $1)`,
    [clientId],
  );
  await db.query(`insert into time_entry_internal_note (client_id, time_entry_id, note) select client_id, id, '${internalCanary}' from time_entry
    on conflict (client_id, time_entry_id) do update set note = excluded.note`);
}

/** What the MSP's people write and reckon with about every client: notes on requests and proposals, margins, and what work costs. */
async function tellStaff(db: pg.Client): Promise<void> {
  await db.query(`insert into request_note (client_id, id, request_id, author_id, body, created_at)
    select r.client_id, gen_random_uuid(), r.id, (select user_id from membership where client_id is null limit 1), '${internalCanary}', ${sqlNow()} from request r`);
  await db.query(`insert into proposal_note (client_id, id, proposal_id, words, written_by, written_at)
    select client_id, gen_random_uuid(), id, '${internalCanary}', made_by, ${sqlNow()} from proposal`);
  await db.query(`insert into proposal_approval (client_id, version_id, approved_by, approved_at, reason, margin_minor)
    select client_id, id, made_by, ${sqlNow()}, '${internalCanary}', ${costCanaries[0]} from proposal_version on conflict do nothing`);
  await db.query(
    `update margin_setting set hour_minor = ${costCanaries[0]}, request_minor = ${costCanaries[0]}, correction_minor = ${costCanaries[0]}`,
  );
  await db.query(`insert into radar_setting (seat_price_minor, seat_cost_minor, labour_cost_minor, margin_floor_bp, burn_percent, requests_percent, standard_percent, changed_at)
    values (5000, ${costCanaries[0]}, ${costCanaries[0]}, 1000, 100, 100, 100, ${sqlNow()})
    on conflict (id) do update set seat_cost_minor = excluded.seat_cost_minor, labour_cost_minor = excluded.labour_cost_minor`);
}

async function stateOf(db: pg.Client, clientId: string): Promise<string> {
  const { rows } = await db.query<{
    name: string;
  }>(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
  const parts: string[] = [];
  for (const { name } of rows) {
    const hash = await one(
      db,
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as id from "${name}" t where client_id = $1`,
      [clientId],
    );
    parts.push(`${name} ${hash}`);
  }
  parts.push(`client ${await one(db, "select md5(t::text) as id from client t where id = $1", [clientId])}`);
  return parts.join("\n");
}
