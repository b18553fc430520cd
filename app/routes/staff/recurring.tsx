import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { getRecurringPage, recurringDays, type Remedy } from "#app/desk/recurring-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.guide_recurring() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  return { ...(await getRecurringPage(scope)), days: recurringDays };
}

export default function StaffRecurring() {
  const { rows, currency, days } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.guide_recurring()} subtitle={m.guide_recurring_subtitle({ days })} />
      <Card padding="none">
        <DataTable
          caption={m.guide_recurring()}
          dense
          rows={rows}
          rowKey={({ key }) => key}
          empty={
            <EmptyState title={m.guide_recurring_none()} icon="requests">
              {m.guide_recurring_none_hint()}
            </EmptyState>
          }
          columns={[
            {
              key: "what",
              header: m.guide_recurring_what(),
              primary: true,
              cell: (row) => (
                <TwoLines
                  first={row.title}
                  second={
                    <TextLink to={`/staff/clients/${row.clientId}/requests`}>{row.clientName}</TextLink>
                  }
                />
              ),
            },
            {
              key: "count",
              header: m.guide_recurring_count(),
              align: "right",
              noWrap: true,
              cell: (row) => formatNumber(row.count),
            },
            {
              key: "solved",
              header: m.guide_recurring_solved(),
              align: "right",
              noWrap: true,
              cell: (row) => formatNumber(row.solved),
            },
            {
              key: "time",
              header: m.guide_recurring_time(),
              align: "right",
              noWrap: true,
              cell: (row) => formatMinutes(row.minutes),
            },
            {
              key: "cost",
              header: m.guide_recurring_cost(),
              align: "right",
              noWrap: true,
              cell: (row) => formatMoney(row.costMinor, currency),
            },
            {
              key: "remedy",
              header: m.guide_recurring_remedy(),
              cell: (row) => <RemedyLink remedy={row.remedy} />,
            },
          ]}
        />
      </Card>
    </>
  );
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
