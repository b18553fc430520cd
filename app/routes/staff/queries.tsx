import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { StaffQueryTable } from "#app/hours/query/components/staff-query-table.tsx";
import { getStaffQueries } from "#app/hours/query/staff-queries-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.query_staff_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const show =
    new URL(request.url).searchParams.get("show") === "closed" ? ("closed" as const) : ("open" as const);
  return { ...(await getStaffQueries(scope, show)), show };
}

export default function StaffQueries() {
  const { rows, open, closed, show } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.query_staff_title()} back={{ to: "/staff/todo", label: m.office_nav_todo() }} />
      <Stack>
        <FilterChips
          chips={[
            { to: "/staff/queries", label: m.query_staff_open(), count: open, active: show === "open" },
            {
              to: "/staff/queries?show=closed",
              label: m.query_staff_closed(),
              count: closed,
              active: show === "closed",
            },
          ]}
        />
        <Card padding="none">
          <StaffQueryTable rows={rows} show={show} />
        </Card>
      </Stack>
    </>
  );
}
