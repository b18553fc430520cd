import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { DeviceOverview } from "#app/people/components/device-table.tsx";
import { getDevicesPage } from "#app/people/devices-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_col_devices() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getDevicesPage(await requireClient(request, peopleAccess.seeRoster));
}

export default function Devices() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.people_col_devices()}
        subtitle={m.people_devices_subtitle()}
        actions={
          page.devices.length > 0 && (
            <LinkButton to="/devices/csv" reloadDocument size="small">
              {m.people_csv()}
            </LinkButton>
          )
        }
      />
      <Stack>
        <DeviceOverview page={page} />
      </Stack>
    </>
  );
}
