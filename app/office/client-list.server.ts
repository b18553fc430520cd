import type { ClientFilter } from "#app/requests/rules/filters.ts";
import { compareStanding, levelOf, type Level } from "#app/hours/rules/client-order.ts";
import { forecast } from "#app/hours/rules/forecast.ts";
import type { StripLot } from "#app/hours/rules/strips.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findClients, type Found } from "#app/office/store/clients.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
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
