import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useParams } from "@remix-run/react";

import { getClientEntries } from "#app/hours/client-entries.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { OwedHoursCard } from "#app/billing/overage/components/owed-hours.tsx";
import { WorkDetail, WorkTitle } from "#app/hours/components/work-words.tsx";
import { getOwedHours } from "#app/billing/overage/owed-hours.server.ts";
import { pageNumberIn } from "#app/platform/typed/quantity.ts";
import { AdjustmentLinks } from "#app/hours/adjustments/components/adjustment-links.tsx";
import { watchForm } from "#app/hours/adjustments/forms.server.ts";
import { isWatching, watchClient } from "#app/hours/alerts/set-alerts.server.ts";
import { StaffBalanceView } from "#app/hours/components/staff-balance.tsx";
import { getStaffBalance } from "#app/hours/staff-balance.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_tab_hours() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const entries = await getClientEntries(
    scope,
    client.id,
    pageNumberIn(new URL(request.url).searchParams.get("page")),
  );
  const owed = await getOwedHours(scope, client.id);
  return {
    ...entries,
    owed,
    account: await getStaffBalance(scope, client.id),
    watching: await isWatching(scope, client.id),
    rights: {
      mayGive: may(scope, hoursAccess.give),
      mayMove: may(scope, hoursAccess.take),
      mayExtend: may(scope, hoursAccess.extend),
    },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, watchForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const watch = form.value.intent === "watch";
  await watchClient(scope, clientId, watch);
  return redirectWithNotice(`/staff/clients/${clientId}/hours`, {
    kind: "good",
    text: watch ? m.manage_watched() : m.manage_unwatched(),
  });
}

export default function StaffClientHours() {
  const { rows, entries, billableMinutes, page, pages, owed, account, watching, rights } =
    useLoaderData<typeof loader>();
  const base = `/staff/clients/${useParams()["clientId"] ?? ""}`;
  return (
    <Stack>
      <AdjustmentLinks base={base} rights={rights} watching={watching} />
      <StaffBalanceView page={account} />
      {owed && <OwedHoursCard owed={owed} giveAt={rights.mayGive ? `${base}/hours/adjust` : null} />}
      {entries > 0 && (
        <p className="text-muted">
          {m.desk_entries_total({ count: entries, minutes: formatMinutes(billableMinutes) })}
        </p>
      )}
      <Card padding="none">
        <DataTable
          caption={m.desk_tab_hours()}
          dense
          phone="lines"
          rows={rows}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title={m.desk_work_none()} icon="hours">
              {m.desk_work_none_hint()}
            </EmptyState>
          }
          columns={[
            {
              key: "work",
              header: m.desk_work_title(),
              primary: true,
              cell: (row) => (
                <TwoLines
                  first={<WorkTitle to={`/staff/time/${row.id}`}>{row.note || row.requestTitle}</WorkTitle>}
                  second={<WorkDetail entry={row} worked={false} />}
                />
              ),
            },
            {
              key: "request",
              wideOnly: true,
              header: m.desk_request(),
              cell: (row) => (
                <Link to={`/staff/requests/${row.requestId}`} className="link">
                  #{row.requestNumber}
                </Link>
              ),
            },
            {
              key: "worked",
              header: m.desk_worked(),
              align: "right",
              wideOnly: true,
              noWrap: true,
              cell: (row) => formatMinutes(row.workedMinutes),
            },
            {
              key: "billed",
              header: m.desk_billed(),
              align: "right",
              place: "figure",
              noWrap: true,
              cell: (row) => <span className="font-semibold">{formatMinutes(row.billableMinutes)}</span>,
            },
          ]}
        />
        <Pagination page={page} pages={pages} toPage={(next) => `?page=${next}`} />
      </Card>
    </Stack>
  );
}
