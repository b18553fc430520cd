import type { ClientFilter } from "#app/requests/rules/filters.ts";
import { compareStanding, levelOf, type Level } from "#app/hours/rules/client-order.ts";
import { forecast } from "#app/hours/rules/forecast.ts";
import type { StripLot } from "#app/hours/rules/strips.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope, sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";

/** One line of the staff's client list; minutes whole, below zero when owed. */
export type ClientRow = {
  id: string;
  name: string;
  country: string;
  kind: "prepaid" | "managed";
  netMinutes: number;
  owedMinutes: number;
  thresholdMinutes: number;
  hasHours: boolean;
  topupMode: string;
  level: Level;
  /** The block that burns now, or the last one when all are used up; null when there never was one. */
  blockMinutes: number | null;
  lots: StripLot[];
  emptyOn: Day | null;
  /** Since when it is below zero. */
  emptySince: Day | null;
};

export type ClientList = {
  rows: ClientRow[];
  counts: Record<ClientFilter, number>;
  page: number;
  pages: number;
};

const perPage = 50;
const sortValues: Record<string, (client: ClientRow) => string | number | null> = {
  client: ({ name }) => name,
  over: ({ level, netMinutes }) => (level === "none" ? null : netMinutes),
  empty: ({ emptySince, emptyOn }) => emptySince ?? emptyOn,
};

/** All clients by how urgently they need hours or as asked, of one filter and search: one query, whatever their number. */
export async function getClientList(
  scope: StaffScope,
  query: { filter: ClientFilter; search: string; page: number; sort?: ListState["sort"] },
): Promise<ClientList> {
  const at = now();
  const found = await readInScope(scope, (tx) => findClients(tx, at, query.search));
  const clients = found.map((row) => toClient(row, at)).sort(compareStanding);
  const groups: Record<ClientFilter, ClientRow[]> = {
    // Where hours aren't counted, few of them are no news.
    low: clients.filter(
      (client) => client.level === "negative" || (client.level === "low" && client.kind !== "managed"),
    ),
    all: clients,
    managed: clients.filter((client) => client.kind === "managed"),
  };
  const chosen = sortedBy(groups[query.filter], query.sort ?? null, sortValues);
  const pages = Math.max(1, Math.ceil(chosen.length / perPage));
  const page = Math.min(Math.max(1, query.page), pages);
  return {
    rows: chosen.slice((page - 1) * perPage, page * perPage),
    counts: { low: groups.low.length, all: groups.all.length, managed: groups.managed.length },
    page,
    pages,
  };
}

/** All clients by name, or those of the ids among them: what a file of them holds. One query. */
export async function listClientRows(scope: StaffScope, ids: readonly string[]): Promise<ClientRow[]> {
  const at = now();
  const found = await readInScope(scope, (tx) => findClients(tx, at, ""));
  const chosen = ids.length === 0 ? found : found.filter(({ id }) => ids.includes(id));
  return sortedBy(
    chosen.map((row) => toClient(row, at)),
    { by: "client", down: false },
    sortValues,
  );
}

type Found = {
  id: string;
  name: string;
  country: string;
  kind: "prepaid" | "managed";
  zone: string;
  available: number;
  owed: number;
  threshold: number;
  topup_mode: string;
  open_lots: { minutes: number; remaining: number }[] | null;
  last_lot_minutes: number | null;
  valid_until: string | null;
  used: number;
  entries: number;
  since: string | null;
  empty_since: Date | null;
};

function findClients(tx: Tx, at: Date, search: string): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    select c.id::text, c.name, c.country::text, c.kind, c.zone, coalesce(b.available_minutes, 0) as available, coalesce(b.owed_minutes, 0) as owed,
      coalesce(b.threshold_minutes, 0) as threshold, coalesce(s.topup_mode, 'off') as topup_mode,
      open.lots as open_lots, last.minutes as last_lot_minutes, open.valid_until, pace.used, pace.entries, first.since, empty.since as empty_since
    from client_facts c
    left join hours_balances(${at}) b on b.client_id = c.id
    left join hour_setting_facts s on s.client_id = c.id
    left join lateral (
      select jsonb_agg(jsonb_build_object('minutes', l.minutes, 'remaining', l.remaining_minutes) order by l.priority, l.expires_at, l.id) as lots,
        case when max(l.expires_at) < 'infinity' then max(last_day_of(c.zone, l.expires_at, l.effective_at))::text end as valid_until
      from hour_lot_facts l where l.client_id = c.id and l.is_open and l.expires_at > ${at}) open on true
    left join lateral (select l.minutes from hour_lot_facts l where l.client_id = c.id order by l.id desc limit 1) last on true
    left join lateral (
      select coalesce(sum(t.billable_minutes), 0)::int as used, count(*)::int as entries from time_entry_facts t
      where t.client_id = c.id and t.deleted_at is null and t.revision > 0 and t.worked_on > day_in(c.zone, ${at}::timestamptz) - 90) pace on true
    left join lateral (
      select day_in(c.zone, o.effective_at)::text as since from hour_op_facts o where o.client_id = c.id and o.seq = 1) first on true
    left join lateral (
      select o.recorded_at as since from hour_op_facts o
      where b.owed_minutes > 0 and o.client_id = c.id
        and o.seq > coalesce((select p.seq from hour_op_facts p where p.client_id = c.id and p.net_after >= 0 order by p.seq desc limit 1), 0)
      order by o.seq limit 1) empty on true
    where c.ended_at is null and ${holds(sql`c.name`, search)}`;
}

function toClient(row: Found, at: Date): ClientRow {
  const today = dayIn(row.zone, at);
  const netMinutes = row.available - row.owed;
  const hasHours = row.last_lot_minutes !== null || row.owed > 0;
  const lots =
    row.open_lots ?? (row.last_lot_minutes === null ? [] : [{ minutes: row.last_lot_minutes, remaining: 0 }]);
  const outlook = forecast({
    today,
    availableMinutes: row.available,
    usedMinutes: row.used,
    usedEntries: row.entries,
    since: row.since === null ? today : day(row.since),
    validUntil: row.valid_until === null ? null : day(row.valid_until),
  });
  return {
    id: row.id,
    name: row.name,
    country: row.country,
    kind: row.kind,
    netMinutes,
    owedMinutes: row.owed,
    thresholdMinutes: row.threshold,
    hasHours,
    topupMode: row.topup_mode,
    level: levelOf({ netMinutes, thresholdMinutes: row.threshold, hasHours }),
    blockMinutes: lots[0]?.minutes ?? null,
    lots: lots.map(toStrip),
    emptyOn: outlook?.emptyOn ?? null,
    emptySince: row.empty_since && dayIn(row.zone, row.empty_since),
  };
}

function toStrip(lot: { minutes: number; remaining: number }): StripLot {
  return {
    label: "",
    totalMinutes: lot.minutes,
    remainingMinutes: lot.remaining,
    usedReactiveMinutes: 0,
    usedProactiveMinutes: 0,
    pendingMinutes: 0,
    expiredMinutes: 0,
  };
}
