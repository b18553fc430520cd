import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope, sql } from "#app/platform/db.server.ts";

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

const perPage = 50;
const conditions = {
  all: sql`true`,
  open: sql`o.state in ('open', 'checkout', 'invoiced', 'processing')`,
  paid: sql`o.state = 'paid'`,
};

/** The orders of all clients, newest first, with how many each filter holds: two queries. Minor units, whole minutes. */
export function getAllOrders(scope: StaffScope, filter: OrderFilter, asked: number): Promise<AllOrders> {
  return readInScope(scope, async (tx) => {
    const [counts] = await tx.$queryRaw<Record<OrderFilter, number>[]>`
      select count(*)::int as all, count(*) filter (where ${conditions.open})::int as open, count(*) filter (where ${conditions.paid})::int as paid
      from block_order o`;
    const pages = Math.max(1, Math.ceil((counts?.[filter] ?? 0) / perPage));
    const page = Math.min(asked, pages);
    const rows = await tx.$queryRaw<AllOrdersRow[]>`
      select o.id::text, c.name as "clientName", o.number::int, o.invoice_number as "invoiceNumber", o.minutes, o.gross_minor as "grossMinor",
        o.currency, o.state, o.created_at as "createdAt"
      from block_order o join client_facts c on c.id = o.client_id where ${conditions[filter]}
      order by o.created_at desc, o.id limit ${perPage} offset ${(page - 1) * perPage}`;
    return { rows, counts: counts ?? { all: 0, open: 0, paid: 0 }, page, pages };
  });
}
