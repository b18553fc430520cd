import type { OrderFilter } from "#app/billing/order.ts";
import {
  type AllOrdersRow,
  conditions,
  countOrders,
  listOrdersOf,
  orderOf,
} from "#app/billing/order-list-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { ListState } from "#app/ui/table/list-state.ts";

export type AllOrders = {
  rows: AllOrdersRow[];
  counts: Record<OrderFilter, number>;
  page: number;
  pages: number;
};

const perPage = 50;
/** The orders of all clients, newest first or as asked, with how many each filter holds. Minor units, whole minutes. */
export function getAllOrders(
  scope: StaffScope,
  filter: OrderFilter,
  asked: number,
  sort: ListState["sort"] = null,
): Promise<AllOrders> {
  return readInScope(scope, async (tx) => {
    const counts = await countOrders(tx);
    const pages = Math.max(1, Math.ceil((counts?.[filter] ?? 0) / perPage));
    const page = Math.min(asked, pages);
    const rows = await listOrdersOf(tx, conditions[filter], orderOf(sort), perPage, (page - 1) * perPage);
    return { rows, counts: counts ?? { all: 0, open: 0, paid: 0 }, page, pages };
  });
}
