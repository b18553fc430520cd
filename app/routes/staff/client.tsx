import { hoursAccess } from "#app/hours/access.ts";
import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";

import { countryName } from "#app/clients/country-name.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { FrozenNotice } from "#app/hours/adjustments/components/thaw-form.tsx";
import { getFreeze } from "#app/hours/adjustments/thaw-account.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

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
    seesMoney: may(scope, billingAccess.seeMoney),
  };
}

export default function StaffClient() {
  const { client, freeze, mayThaw, mayWork, seesMoney } = useLoaderData<typeof loader>();
  const base = `/staff/clients/${client.id}`;
  return (
    <>
      <PageHeader
        title={client.name}
        subtitle={[
          client.legalName,
          countryName(client.country),
          client.kind === "managed" ? m.desk_kind_managed() : m.desk_kind_prepaid(),
        ].join(" · ")}
        back={{ to: "/staff", label: m.desk_clients_title() }}
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
      <Tabs
        label={m.desk_client_tabs({ name: client.name })}
        tabs={[
          { to: base, label: m.desk_tab_overview(), end: true },
          { to: `${base}/hours`, label: m.desk_tab_hours() },
          { to: `${base}/statement`, label: m.statement_tab() },
          { to: `${base}/requests`, label: m.desk_tab_requests() },
          { to: `${base}/contract`, label: m.contracts_title() },
          { to: `${base}/roster`, label: m.people_title() },
          { to: `${base}/licences`, label: m.people_licences_title() },
          { to: `${base}/devices`, label: m.people_col_devices() },
          { to: `${base}/people`, label: m.people_nav_portal() },
          ...(seesMoney ? [{ to: `${base}/orders`, label: m.refund_orders() }] : []),
          { to: `${base}/settings`, label: m.desk_tab_settings() },
        ]}
      />
      {freeze && (
        <FrozenNotice freeze={freeze} zone={client.zone} thawAt={mayThaw ? `${base}/hours/thaw` : null} />
      )}
      <Outlet />
    </>
  );
}
