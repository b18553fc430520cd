import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope, sql, type Tx } from "#app/platform/db.server.ts";
import type { ListState } from "#app/ui/table/list-state.ts";

import type { OrderState } from "./rules/order-state.ts";

/** Which orders of all clients: those that still wait for money, or were paid. */
export const orderFilters = ["all", "open", "paid"] as const;
export type OrderFilter = (typeof orderFilters)[number];

export type AllOrdersRow = {
  id: string;
  clientName: string;
  number: number;
  invoiceNumber: string | null;
  minutes: number;
  grossMinor: number;
  currency: string;
  state: OrderState;
  createdAt: Date;
};

export type AllOrders = {
  rows: AllOrdersRow[];
  counts: Record<OrderFilter, number>;
  page: number;
  pages: number;
};

type Sql = ReturnType<typeof sql>;
const perPage = 50;
const conditions = {
  all: sql`true`,
  open: sql`o.state in ('open', 'checkout', 'invoiced', 'processing')`,
  paid: sql`o.state = 'paid'`,
};

const orders: Record<string, { up: Sql; down: Sql }> = {
  order: { up: sql`c.name, o.number`, down: sql`c.name desc, o.number desc` },
  on: { up: sql`o.created_at`, down: sql`o.created_at desc` },
  gross: { up: sql`o.gross_minor`, down: sql`o.gross_minor desc` },
};

/** SQL of an order by a column of the list; newest first where none is asked for. */
function orderOf(sort: ListState["sort"]): Sql {
  const asked = sort && orders[sort.by];
  return asked ? asked[sort.down ? "down" : "up"] : sql`o.created_at desc`;
}

/** The orders of all clients, newest first or as asked, with how many each filter holds: two queries. Minor units, whole minutes. */
export function getAllOrders(
  scope: StaffScope,
  filter: OrderFilter,
  asked: number,
  sort: ListState["sort"] = null,
): Promise<AllOrders> {
  return readInScope(scope, async (tx) => {
    const [counts] = await tx.$queryRaw<Record<OrderFilter, number>[]>`
      select count(*)::int as all, count(*) filter (where ${conditions.open})::int as open, count(*) filter (where ${conditions.paid})::int as paid
      from block_order o`;
    const pages = Math.max(1, Math.ceil((counts?.[filter] ?? 0) / perPage));
    const page = Math.min(asked, pages);
    const rows = await listOrders(tx, conditions[filter], orderOf(sort), perPage, (page - 1) * perPage);
    return { rows, counts: counts ?? { all: 0, open: 0, paid: 0 }, page, pages };
  });
}

/** Orders for a file, newest first, 5,000 at most: those of these ids, or all of a filter where there are none. */
export function listOrdersForFile(
  tx: Tx,
  filter: OrderFilter,
  ids: readonly string[],
): Promise<AllOrdersRow[]> {
  const which = ids.length > 0 ? sql`o.id = any (${ids}::uuid[])` : conditions[filter];
  return listOrders(tx, which, orderOf(null), 5000, 0);
}

function listOrders(tx: Tx, which: Sql, order: Sql, limit: number, offset: number): Promise<AllOrdersRow[]> {
  return tx.$queryRaw<AllOrdersRow[]>`
    select o.id::text, c.name as "clientName", o.number::int, o.invoice_number as "invoiceNumber", o.minutes, o.gross_minor as "grossMinor",
      o.currency, o.state, o.created_at as "createdAt"
    from block_order o join client_facts c on c.id = o.client_id where ${which}
    order by ${order}, o.id limit ${limit} offset ${offset}`;
}
