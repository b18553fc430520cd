import { hoursAccess } from "#app/hours/access.ts";
import { may } from "#app/identity/permission.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";

import { countryName } from "#app/clients/country-name.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { FrozenNotice } from "#app/hours/adjustments/components/thaw-form.tsx";
import { getFreeze } from "#app/hours/adjustments/thaw-account.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { clientTabs } from "#app/office/client-menu.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { whereIn } from "#app/ui/shell/menu.ts";
import { FilterChips, Tabs } from "#app/ui/tabs.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: m.desk_title({ page: page?.client.name ?? m.desk_clients_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    client,
    freeze: await getFreeze(scope, client.id),
    mayThaw: may(scope, hoursAccess.thaw),
    mayWork: may(scope, requestsAccess.work),
    role: scope.role,
  };
}

export default function StaffClient() {
  const { client, freeze, mayThaw, mayWork, role } = useLoaderData<typeof loader>();
  const base = `/staff/clients/${client.id}`;
  const tabs = clientTabs(client.id, role);
  const here = whereIn(tabs, useLocation());
  return (
    <>
      <PageHeader
        title={client.name}
        subtitle={[client.legalName, countryName(client.country)].join(" · ")}
        back={{ to: "/staff/clients", label: m.desk_clients_title() }}
        actions={
          mayWork && (
            <>
              <LinkButton to={`/staff/time/new?client=${client.id}`} size="small">
                {m.desk_nav_log_time()}
              </LinkButton>
              <LinkButton to={`/staff/requests/new?client=${client.id}`} size="small">
                {m.desk_request_new()}
              </LinkButton>
            </>
          )
        }
      />
      <Tabs label={m.desk_client_tabs({ name: client.name })} tabs={tabs} current={here?.item ?? null} />
      {here && here.item.tabs.length > 1 && (
        <div className="mb-4.5">
          <FilterChips
            label={m.ui_pages_of({ group: here.item.label })}
            chips={here.item.tabs.map((tab) => ({ to: tab.to, label: tab.label, active: tab === here.tab }))}
          />
        </div>
      )}
      {client.endsOn && (
        <Notice
          tone="low"
          quiet
          className="mb-4.5"
          title={m.office_ending_title({ day: formatDay(client.endsOn) })}
        />
      )}
      {freeze && (
        <FrozenNotice freeze={freeze} zone={client.zone} thawAt={mayThaw ? `${base}/hours/thaw` : null} />
      )}
      <Outlet />
    </>
  );
}
