import type { AllOrders as Page, OrderFilter } from "#app/billing/all-orders-page.server.ts";
import { sizeWord, stateTone, stateWord } from "#app/billing/words.ts";
import { formatInstant, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

const labels: Record<OrderFilter, () => string> = {
  all: m.billing_all_orders_all,
  open: m.billing_all_orders_open,
  paid: m.billing_all_orders_paid,
};
const filters: OrderFilter[] = ["all", "open", "paid"];
const addressOf = (show: OrderFilter, page = 1): string => `/staff/orders?show=${show}&page=${page}`;

/** The orders of all clients, newest first, by how they stand. */
export function AllOrders({ page }: { page: Page & { filter: OrderFilter; zone: string } }) {
  return (
    <>
      <PageHeader title={m.refund_orders()} />
      <Stack>
        <FilterChips
          chips={filters.map((show) => ({
            to: addressOf(show),
            label: labels[show](),
            count: page.counts[show],
            active: show === page.filter,
          }))}
        />
        <Card padding="none">
          <Orders page={page} />
          <Pagination page={page.page} pages={page.pages} toPage={(next) => addressOf(page.filter, next)} />
        </Card>
      </Stack>
    </>
  );
}

function Orders({ page }: { page: Page & { zone: string } }) {
  return (
    <DataTable
      caption={m.refund_orders()}
      dense
      rows={page.rows}
      rowKey={(order) => order.id}
      empty={<EmptyState icon="invoices" title={m.billing_all_orders_none()} />}
      columns={[
        {
          key: "order",
          header: m.billing_invoice(),
          primary: true,
          cell: (order) => (
            <TwoLines
              first={
                <TextLink to={`/staff/orders/${order.id}`}>
                  {`${order.clientName} · ${m.refund_staff_order({ number: order.number })}`}
                </TextLink>
              }
              second={[sizeWord(order.minutes), order.invoiceNumber].filter(Boolean).join(" · ")}
            />
          ),
        },
        {
          key: "on",
          header: m.billing_date(),
          noWrap: true,
          cell: (order) => formatInstant(order.createdAt, page.zone),
        },
        {
          key: "gross",
          header: m.billing_gross(),
          align: "right",
          noWrap: true,
          cell: (order) => formatMoney(order.grossMinor, order.currency),
        },
        {
          key: "state",
          header: m.billing_status(),
          cell: (order) => (
            <Badge size="small" tone={stateTone(order.state, "none")}>
              {stateWord(order.state, "none")}
            </Badge>
          ),
        },
      ]}
    />
  );
}
