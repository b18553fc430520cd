import { hoursAccess } from "#app/hours/access.ts";
import { may } from "#app/identity/permission.ts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { runwayColumns, RunwayTable } from "#app/hours/runway/components/runway-table.tsx";
import { getRunway } from "#app/hours/runway/runway-page.server.ts";
import { runwayList } from "#app/hours/runway/runway-list.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { ListTools } from "#app/ui/table/list-tools.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.manage_runway_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const opened = await openList(scope, request, runwayList);
  return {
    ...opened,
    rows: await getRunway(scope, opened.list.sort),
    mayImport: may(scope, hoursAccess.import),
  };
}

export default function StaffRunway() {
  const { list, views, rows, mayImport } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.manage_runway_title()}
        subtitle={m.manage_runway_subtitle()}
        back={{ to: "/staff/clients", label: m.manage_clients() }}
        actions={
          mayImport && (
            <LinkButton to="/staff/import" size="small">
              {m.manage_import_title()}
            </LinkButton>
          )
        }
      />
      <Stack>
        <ListTools list={list} views={views} columns={runwayColumns(rows)} />
        <Card padding="none">
          <RunwayTable rows={rows} list={list} />
        </Card>
      </Stack>
    </>
  );
}
