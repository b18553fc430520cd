import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import type { HoursFilter, HoursSort } from "#app/hours/rules/hours-filter.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** One entry with its rule and what paid it; minutes whole, values in minor units without VAT. */
export type EntryRow = {
  id: string;
  requestId: string;
  title: string;
  engineer: string;
  workedOn: string;
  recordedOn: string;
  workType: Record<string, string>;
  nature: "reactive" | "proactive";
  note: string;
  worked: number;
  billable: number;
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
  covered: boolean;
  revision: number;
  deleted: boolean;
  /** A question of the client about it is open. */
  contested: boolean;
  /** Who has to approve it; null for one that counts. */
  awaits: "lead" | "client" | null;
  allocations: { lotId: number | null; minutes: number; valueMinor: number; currency: string }[];
};
/** What a list shows of an entry. */
export type EntryListRow = Pick<
  EntryRow,
  "id" | "title" | "engineer" | "workedOn" | "nature" | "billable" | "revision" | "contested" | "awaits"
>;
/** Sums over what counts (`rows` is all that is listed); `contested` is a part of `billable`, `pending` is beside it. */
export type Totals = {
  entries: number;
  rows: number;
  worked: number;
  billable: number;
  proactive: number;
  contested: number;
  pending: number;
};
export type FilterOptions = {
  requests: { id: string; title: string }[];
  people: { id: string; name: string }[];
  lots: { lotId: number; minutes: number; openedOn: string }[];
  /** Whether there is any work, whatever the filter says. */ ever: boolean;
};

export const entriesPerPage = 50;

/** The columns of an EntryListRow, from entry e, request r, user u. */
const listColumns = sql`e.id, r.title, u.name as engineer, e.worked_on as "workedOn", e.nature, e.billable_minutes as billable, e.revision,
  exists (select from entry_query q where q.client_id = e.client_id and q.entry_id = e.id and q.state = 'open') as contested,
  (select a.awaits from time_approval a where a.client_id = e.client_id and a.entry_id = e.id and a.state = 'pending') as awaits`;

/** The columns of an EntryRow, from entry e, request r, user u, work type w, client c. */
export const entryColumns = sql`${listColumns}, e.request_id as "requestId", day_in(c.zone, e.created_at) as "recordedOn", w.names as "workType", e.note,
  e.worked_minutes as worked, e.minimum_minutes as "minimumMinutes", e.rounding_minutes as "roundingMinutes", e.multiplier_percent as "multiplierPercent",
  e.free, e.covered, e.deleted_at is not null as deleted`;

/** What each entry of a set of ids costs, block by block, as a jsonb array per entry. */
export const allocationsOf = (clientId: string, ids: ReturnType<typeof sql>) => sql`
  select a.entry_id, jsonb_agg(jsonb_build_object('lotId', a.lot_id, 'minutes', a.minutes, 'valueMinor', a.value_minor, 'currency', coalesce(l.currency, 'EUR'))
    order by a.last_seq, a.last_line) as rows
  from hours_allocations(${clientId}::uuid, ${ids}) a
  left join hour_lot l on l.client_id = ${clientId}::uuid and l.id = a.lot_id
  group by a.entry_id`;

const newestFirst = sql`e.worked_on desc, e.worked_at desc, e.id`;
const sortColumns = {
  work: sql`r.title collate names`,
  day: sql`e.worked_on`,
  who: sql`u.name collate names`,
  nature: sql`e.nature`,
  billed: sql`e.billable_minutes`,
} satisfies Record<HoursSort, unknown>;

/** The order of a filter's entries: as asked for, equals the newest first. */
function orderOf({ sort }: HoursFilter) {
  if (!sort) return newestFirst;
  return sql`${sortColumns[sort.by]} ${sort.down ? sql`desc` : emptySql}, ${newestFirst}`;
}

/** What an order by names needs beside the entries; nothing for an order by what they hold themselves, which their index gives. */
function namesFor({ sort }: HoursFilter) {
  if (sort?.by === "work")
    return sql`join request_facts r on r.client_id = e.client_id and r.id = e.request_id`;
  return sort?.by === "who" ? sql`join user_facts u on u.id = e.engineer_id` : emptySql;
}

/** Finds one page of a client's entries by a filter, newest first or as asked, with totals over the whole filter: one query. */
export async function listEntries(
  tx: Tx,
  scope: ClientScope,
  filter: HoursFilter,
): Promise<{ totals: Totals; rows: EntryListRow[] }> {
  const matching = matchingSql(scope, filter);
  const [found] = await tx.$queryRaw<{ totals: Totals; rows: EntryListRow[] }[]>`
    with page as materialized (
      select e.* from time_entry e ${namesFor(filter)} where ${matching} order by ${orderOf(filter)} limit ${entriesPerPage} offset ${(filter.page - 1) * entriesPerPage}
    )
    select (select jsonb_build_object('entries', count(*) filter (where e.revision > 0), 'worked', coalesce(sum(e.worked_minutes) filter (where e.revision > 0), 0),
        'billable', coalesce(sum(e.billable_minutes) filter (where e.revision > 0), 0), 'proactive', coalesce(sum(e.billable_minutes) filter (where e.revision > 0 and e.nature = 'proactive'), 0),
        'pending', coalesce(sum(e.billable_minutes) filter (where e.revision = 0), 0), 'rows', count(*),
        'contested', coalesce(sum(e.billable_minutes) filter (where e.revision > 0 and e.id in (select q.entry_id from entry_query q where q.client_id = ${scope.clientId}::uuid and q.state = 'open')), 0))
        from time_entry e where ${matching}) as totals,
      coalesce((select jsonb_agg(to_jsonb(x)) from (
        select ${listColumns}
        from page e join request_facts r on r.client_id = e.client_id and r.id = e.request_id join user_facts u on u.id = e.engineer_id
        order by ${orderOf(filter)}) x), '[]') as rows`;
  return (
    found ?? {
      totals: { entries: 0, rows: 0, worked: 0, billable: 0, proactive: 0, contested: 0, pending: 0 },
      rows: [],
    }
  );
}

/** What the filter can be set to: the requests and people of its period, and all blocks; one query. */
export async function listFilterOptions(
  tx: Tx,
  scope: ClientScope,
  filter: HoursFilter,
): Promise<FilterOptions> {
  const own = may(scope, hoursAccess.seeAllWork) ? emptySql : sql`and r.requester_id = ${scope.userId}::uuid`;
  const [found] = await tx.$queryRaw<FilterOptions[]>`
    with seen as materialized (
      select distinct e.request_id, e.engineer_id from time_entry e join request_facts r on r.client_id = e.client_id and r.id = e.request_id ${own}
      where e.client_id = ${scope.clientId}::uuid and e.deleted_at is null ${spanSql(filter)}
    )
    select coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title) order by r.number desc)
        from request_facts r where r.client_id = ${scope.clientId}::uuid and r.id in (select request_id from seen)), '[]') as requests,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name) from user_facts u where u.id in (select engineer_id from seen)), '[]') as people,
      coalesce((select jsonb_agg(jsonb_build_object('lotId', l.id, 'minutes', l.minutes, 'openedOn', day_in(c.zone, l.effective_at)) order by l.id desc)
        from hour_lot l join client_facts c on c.id = l.client_id where l.client_id = ${scope.clientId}::uuid), '[]') as lots,
      exists (select from time_entry e join request_facts r on r.client_id = e.client_id and r.id = e.request_id ${own} where e.client_id = ${scope.clientId}::uuid and e.deleted_at is null) as ever`;
  return found ?? { requests: [], people: [], lots: [], ever: false };
}

function matchingSql(scope: ClientScope, filter: HoursFilter) {
  return sql`e.client_id = ${scope.clientId}::uuid and e.deleted_at is null ${spanSql(filter)} ${listed}
    ${may(scope, hoursAccess.seeAllWork) ? emptySql : sql`and e.request_id in (select r.id from request_facts r where r.client_id = ${scope.clientId}::uuid and r.requester_id = ${scope.userId}::uuid)`}
    ${filter.requestId ? sql`and e.request_id = ${filter.requestId}::uuid` : emptySql}
    ${filter.engineerId ? sql`and e.engineer_id = ${filter.engineerId}::uuid` : emptySql}
    ${filter.nature ? sql`and e.nature = ${filter.nature}` : emptySql}
    ${filter.lotId === null ? emptySql : sql`and e.id in (${paidBy(scope.clientId, filter.lotId)})`}`;
}

/** Entries that count, and those that wait for approval; not those that were rejected. */
const listed = sql`and (e.revision > 0 or exists (select from time_approval a where a.client_id = e.client_id and a.entry_id = e.id and a.state = 'pending'))`;

function spanSql({ from, to }: HoursFilter) {
  return sql`${from ? sql`and e.worked_on >= ${from}::date` : emptySql} ${to ? sql`and e.worked_on <= ${to}::date` : emptySql}`;
}

/** Ids of the entries that a block ever paid for: nothing drew on it before it was there. */
function paidBy(clientId: string, lotId: number) {
  return sql`select substr(coalesce(t.subject, o.subject), 4)::uuid from hour_transfer t join hour_op o on o.client_id = t.client_id and o.seq = t.seq
    where t.client_id = ${clientId}::uuid and t.lot_id = ${lotId}::int
      and t.seq >= (select l.opened_seq from hour_lot l where l.client_id = ${clientId}::uuid and l.id = ${lotId}::int)
      and t.src = 'lot' and t.dst in ('used', 'debt') and coalesce(t.subject, o.subject) like 'te:%'`;
}
