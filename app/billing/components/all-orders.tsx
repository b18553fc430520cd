import { Link } from "@remix-run/react";

import type { AllOrders as Page } from "#app/billing/all-orders-page.server.ts";
import type { OrderFilter } from "#app/billing/order.ts";
import type { AllOrdersRow } from "#app/billing/order-list-store.server.ts";
import { sizeWord, stateTone, stateWord } from "#app/billing/words.ts";
import { formatInstant, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { BulkBar } from "#app/ui/table/bulk-bar.tsx";
import { listAddress, type ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

const labels: Record<OrderFilter, () => string> = {
  all: m.billing_all_orders_all,
  open: m.billing_all_orders_open,
  paid: m.billing_all_orders_paid,
};
const filters: OrderFilter[] = ["all", "open", "paid"];
type OrdersPage = Page & { filter: OrderFilter; zone: string; list: ListState; views: SavedView[] };
const form = "orders";

/** The orders of all clients, newest first or as asked, by how they stand; those ticked, or all, as a file. */
export function AllOrders({ page }: { page: OrdersPage }) {
  const { list, views } = page;
  const columns = columnsOf(page.zone);
  return (
    <>
      <PageHeader title={m.refund_orders()} />
      <Stack>
        <FilterChips
          chips={filters.map((show) => ({
            to: listAddress(list, { show }),
            label: labels[show](),
            count: page.counts[show],
            active: show === page.filter,
          }))}
        />
        <ListTools list={list} views={views} columns={columns} />
        <Card padding="none">
          {page.rows.length > 0 && (
            <BulkBar id={form} action="/staff/orders/csv" keep={{ show: page.filter }}>
              <SubmitButton tone="quiet" size="row">
                <Icon name="download" size={16} />
                {m.billing_orders_csv()}
              </SubmitButton>
            </BulkBar>
          )}
          <DataTable
            caption={m.refund_orders()}
            dense
            phone="lines"
            list={list}
            select={{
              form,
              header: m.ui_select(),
              label: (order) => m.ui_select_row({ name: nameOf(order) }),
            }}
            rows={page.rows}
            rowKey={(order) => order.id}
            empty={<EmptyState icon="invoices" title={m.billing_all_orders_none()} />}
            columns={columns}
          />
          <Pagination
            page={page.page}
            pages={page.pages}
            toPage={(next) => listAddress(list, { page: String(next) })}
          />
        </Card>
      </Stack>
    </>
  );
}

const nameOf = (order: AllOrdersRow): string =>
  `${order.clientName} · ${m.refund_staff_order({ number: order.number })}`;

function columnsOf(zone: string): Column<AllOrdersRow>[] {
  return [
    {
      key: "order",
      header: m.desk_client(),
      primary: true,
      cell: (order) => (
        <TwoLines
          first={
            <Link to={`/staff/orders/${order.id}`} className="row-link">
              {order.clientName}
            </Link>
          }
          second={[m.refund_staff_order({ number: order.number }), sizeWord(order.minutes)].join(" · ")}
        />
      ),
    },
    {
      key: "invoice",
      header: m.billing_invoice(),
      noWrap: true,
      wideOnly: true,
      cell: (order) => order.invoiceNumber,
    },
    {
      key: "on",
      header: m.billing_date(),
      noWrap: true,
      wideOnly: true,
      cell: (order) => formatInstant(order.createdAt, zone),
    },
    {
      key: "gross",
      header: m.billing_gross(),
      align: "right",
      noWrap: true,
      place: "figure",
      cell: (order) => formatMoney(order.grossMinor, order.currency),
    },
    {
      key: "state",
      header: m.billing_status(),
      place: "under",
      cell: (order) => (
        <Badge size="small" tone={stateTone(order.state, "none")}>
          {stateWord(order.state, "none")}
        </Badge>
      ),
    },
  ];
}
