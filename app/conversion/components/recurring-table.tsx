import type { RevenuePage, RecurringRow } from "#app/conversion/revenue-page.server.ts";
import type { RecurringReason } from "#app/conversion/rules/recurring.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { DefinitionList, EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";

const reasons = {
  contract: m.conversion_recurring_contract,
  prepaid: m.conversion_recurring_prepaid,
  unsigned: m.conversion_recurring_unsigned,
  "bought-once": m.conversion_recurring_once,
  "bought-nothing": m.conversion_recurring_nothing,
  "other-currency": m.conversion_recurring_currency,
} satisfies Record<RecurringReason, () => string>;

/** Recurring revenue: its sum by source, the rule, and each client's row with why it counts or not. */
export function RecurringView({
  page,
  list,
  views,
}: {
  page: RevenuePage;
  list: ListState;
  views: SavedView[];
}) {
  const columns = columnsOf();
  const money = (minor: number): string => formatMoney(minor, page.currency);
  return (
    <Stack>
      <Card title={m.conversion_recurring_sum()} titleId="recurring-sum">
        <DefinitionList
          layout="sum"
          items={[
            { term: m.conversion_recurring_contract(), value: money(page.contractMinor) },
            { term: m.conversion_recurring_prepaid(), value: money(page.prepaidMinor) },
            { term: m.conversion_recurring_total(), value: money(page.totalMinor), total: true },
          ]}
        />
        <p className="mt-4 max-w-prose text-sm text-muted">{m.conversion_recurring_rule()}</p>
      </Card>
      <ListTools list={list} views={views} columns={columns} />
      <Card padding="none">
        <DataTable
          caption={m.conversion_recurring_title()}
          dense
          phone="lines"
          list={list}
          rows={page.rows}
          rowKey={({ clientId, currency }) => `${clientId} ${currency}`}
          empty={
            <EmptyState icon="contract" title={m.conversion_recurring_none()}>
              {m.conversion_recurring_none_text()}
            </EmptyState>
          }
          columns={columns}
        />
        <p className="mt-4 max-w-prose text-sm text-muted">{m.conversion_recurring_rule()}</p>
      </Card>
      <ListTools list={list} views={views} columns={columns} />
      <Card padding="none">
        <DataTable
          caption={m.conversion_recurring_title()}
          dense
          phone="lines"
          list={list}
          rows={page.rows}
          rowKey={({ clientId, currency }) => `${clientId} ${currency}`}
          empty={
            <EmptyState icon="contract" title={m.conversion_recurring_none()}>
              {m.conversion_recurring_none_text()}
            </EmptyState>
          }
          columns={[
            {
              key: "client",
              header: m.monthly_client(),
              primary: true,
              cell: ({ clientId, clientName }) => (
                <TextLink to={`/staff/clients/${clientId}`}>{clientName}</TextLink>
              ),
            },
            {
              key: "reason",
              header: m.conversion_recurring_why(),
              place: "under",
              cell: (row: RecurringRow) => reasons[row.reason](),
            },
            {
              key: "bought",
              header: m.conversion_recurring_bought(),
              align: "right",
              wideOnly: true,
              cell: ({ boughtMinor, currency }) =>
                boughtMinor === null ? "" : formatMoney(boughtMinor, currency),
            },
            {
              key: "month",
              header: m.conversion_recurring_month(),
              align: "right",
              place: "figure",
              cell: ({ monthlyMinor, currency }) => formatMoney(monthlyMinor, currency),
            },
          ]}
        />
      </Card>
    </Stack>
  );
}

function columnsOf(): Column<RecurringRow>[] {
  return [];
}

const values: Record<string, (row: RecurringRow) => string | number | null> = {
  client: ({ clientName }) => clientName,
  reason: ({ reason }) => reasons[reason](),
  bought: ({ boughtMinor }) => boughtMinor,
  month: ({ monthlyMinor }) => monthlyMinor,
};

/** Clients' recurring revenue in the order asked for, reasons by their words. */
export function sortRecurring(rows: readonly RecurringRow[], sort: ListState["sort"]): RecurringRow[] {
  return sortedBy(rows, sort, values);
}
