import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import {
  getRecurringPage,
  recurringDays,
  type RecurringRow,
  type Remedy,
} from "#app/desk/recurring-page.server.ts";
import { recurringList } from "#app/desk/staff-lists.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { sortedBy } from "#app/ui/table/list-state.ts";
import { ListTools } from "#app/ui/table/list-tools.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.guide_recurring() }) }];

const values: Record<string, (row: RecurringRow) => string | number | null> = {
  what: ({ title }) => title,
  client: ({ clientName }) => clientName,
  count: ({ count }) => count,
  solved: ({ solved }) => solved,
  time: ({ minutes }) => minutes,
  cost: ({ costMinor }) => costMinor,
};

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const opened = await openList(scope, request, recurringList);
  const { rows, currency } = await getRecurringPage(scope);
  return { ...opened, rows: sortedBy(rows, opened.list.sort, values), currency, days: recurringDays };
}

export default function StaffRecurring() {
  const { rows, currency, days, list, views } = useLoaderData<typeof loader>();
  const columns = columnsOf(currency);
  return (
    <>
      <PageHeader title={m.guide_recurring()} subtitle={m.guide_recurring_subtitle({ days })} />
      <Stack>
        <ListTools list={list} views={views} columns={columns} />
        <Card padding="none">
          <DataTable
            caption={m.guide_recurring()}
            dense
            phone="flow"
            list={list}
            rows={rows}
            rowKey={({ key }) => key}
            empty={
              <EmptyState title={m.guide_recurring_none()} icon="requests">
                {m.guide_recurring_none_hint()}
              </EmptyState>
            }
            columns={columns}
          />
        </Card>
      </Stack>
    </>
  );
}

function columnsOf(currency: string): Column<RecurringRow>[] {
  const figure = (
    key: string,
    header: string,
    cell: (row: RecurringRow) => string,
  ): Column<RecurringRow> => ({
    ...{ key, header, cell },
    align: "right",
    noWrap: true,
  });
  return [
    { key: "what", header: m.guide_recurring_what(), primary: true, cell: (row) => row.title },
    {
      key: "client",
      header: m.desk_client(),
      cell: (row) => <TextLink to={`/staff/clients/${row.clientId}/requests`}>{row.clientName}</TextLink>,
    },
    figure("count", m.guide_recurring_count(), (row) => formatNumber(row.count)),
    figure("solved", m.guide_recurring_solved(), (row) => formatNumber(row.solved)),
    figure("time", m.guide_recurring_time(), (row) => formatMinutes(row.minutes)),
    {
      ...figure("cost", m.guide_recurring_cost(), (row) => formatMoney(row.costMinor, currency)),
      place: "figure",
    },
    { key: "remedy", header: m.guide_recurring_remedy(), cell: (row) => <RemedyLink remedy={row.remedy} /> },
  ];
}

function RemedyLink({ remedy }: { remedy: Remedy }) {
  const look = "link inline-flex min-h-6 items-center pointer-coarse:min-h-11";
  if (remedy.kind === "write-guide") {
    const query = new URLSearchParams({
      title: remedy.title,
      ...(remedy.itemId ? { item: remedy.itemId } : {}),
    });
    return (
      <Link to={`/staff/settings/guides/new?${query.toString()}`} className={look}>
        {m.guide_write()}
      </Link>
    );
  }
  const folder = remedy.kind === "guide" ? "guides" : "catalogue";
  return (
    <Link to={`/staff/settings/${folder}/${remedy.id}`} className={look}>
      {remedy.kind === "guide"
        ? m.guide_remedy_guide({ title: remedy.title })
        : m.guide_remedy_item({ title: remedy.title })}
    </Link>
  );
}
