import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { WorkTypeTable } from "#app/hours/work-types/components/work-type-table.tsx";
import { getWorkTypesPage } from "#app/hours/work-types/get-work-type.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_work_types() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getWorkTypesPage(await requireStaff(request, hoursAccess.setWorkTypes));
}

export default function WorkTypes() {
  const workTypes = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.desk_work_types()}
        actions={<LinkButton to="/staff/settings/work-types/new">{m.desk_work_type_new()}</LinkButton>}
      />
      <Stack className="max-w-4xl">
        <Card padding="none">
          <WorkTypeTable workTypes={workTypes} />
        </Card>
      </Stack>
    </>
  );
}
