import type { OrderFilter } from "#app/billing/order.ts";
import type { OrderState } from "#app/billing/rules/order-state.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { ListState } from "#app/ui/table/list-state.ts";

/** An order of any client; minor units, whole minutes. */
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

type Sql = ReturnType<typeof sql>;

/** How many orders match each filter. */
export async function countOrders(tx: Tx): Promise<Record<OrderFilter, number> | null> {
  const [row] = await tx.$queryRaw<Record<OrderFilter, number>[]>`
    select count(*)::int as all, count(*) filter (where ${conditions.open})::int as open, count(*) filter (where ${conditions.paid})::int as paid
    from block_order o`;
  return row ?? null;
}

/** The condition of each filter, as SQL on block_order o. */
export const conditions = {
  all: sql`true`,
  open: sql`o.state in ('open', 'checkout', 'invoiced', 'processing')`,
  paid: sql`o.state = 'paid'`,
};

const orders: Record<string, { up: Sql; down: Sql }> = {
  order: { up: sql`c.name, o.number`, down: sql`c.name desc, o.number desc` },
  on: { up: sql`o.created_at`, down: sql`o.created_at desc` },
  gross: { up: sql`o.gross_minor`, down: sql`o.gross_minor desc` },
};

/** The `order by` for a sort of the list, as SQL; newest first where none is asked for. */
export function orderOf(sort: ListState["sort"]): Sql {
  const asked = sort && orders[sort.by];
  return asked ? asked[sort.down ? "down" : "up"] : sql`o.created_at desc`;
}

/** Orders for a file, newest first, 5,000 at most: those of these ids, or all of a filter where there are none. */
export function listOrdersForFile(
  tx: Tx,
  filter: OrderFilter,
  ids: readonly string[],
): Promise<AllOrdersRow[]> {
  const which = ids.length > 0 ? sql`o.id = any (${ids}::uuid[])` : conditions[filter];
  return listOrdersOf(tx, which, orderOf(null), 5000, 0);
}

/** Orders that meet a condition, sorted, one page of them. */
export function listOrdersOf(
  tx: Tx,
  which: Sql,
  order: Sql,
  limit: number,
  offset: number,
): Promise<AllOrdersRow[]> {
  return tx.$queryRaw<AllOrdersRow[]>`
    select o.id::text, c.name as "clientName", o.number::int, o.invoice_number as "invoiceNumber", o.minutes, o.gross_minor as "grossMinor",
      o.currency, o.state, o.created_at as "createdAt"
    from block_order o join client_facts c on c.id = o.client_id where ${which}
    order by ${order}, o.id limit ${limit} offset ${offset}`;
}

/** The orders whose invoices are open, the earliest due first. */
export async function listInvoicedOrders(tx: Tx) {
  return tx.blockOrder.findMany({
    where: { origin: { in: ["bank_invoice", "overage_invoice", "topup_invoice"] }, state: "invoiced" },
    select: { clientId: true, id: true },
    orderBy: { dueAt: "asc" },
  });
}

/** Minutes of orders whose payment is on its way, or whose invoice is open and whose hours were not given on trust. */
export async function onItsWayMinutes(tx: Tx, clientId: string): Promise<number> {
  const { _sum } = await tx.blockOrder.aggregate({
    _sum: { minutes: true },
    where: { clientId, lotId: null, state: { in: ["processing", "invoiced"] } },
  });
  return _sum.minutes ?? 0;
}

/** The client of an order; null when there is no such order. */
export async function findClientOfOrder(tx: Tx, orderId: string): Promise<{ clientId: string } | null> {
  return tx.blockOrder.findFirst({ where: { id: orderId }, select: { clientId: true } });
}
