import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { ConfirmationHistory } from "#app/people/components/confirmation-history.tsx";
import { OnDayForm, OnDayNotice } from "#app/people/components/roster-notices.tsx";
import { RightsByPerson } from "#app/people/components/rights-by-person.tsx";
import { RightsList } from "#app/people/components/rights-list.tsx";
import { getStaffAccessPage } from "#app/people/rights-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_rights_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  const on = new URL(request.url).searchParams.get("on");
  return { page: await getStaffAccessPage(scope, clientId, on), base: `/staff/clients/${clientId}` };
}

export default function StaffClientAccess() {
  const { page, base } = useLoaderData<typeof loader>();
  return (
    <Stack>
      {page.on ? (
        <OnDayNotice day={page.on} to={`${base}/access`} />
      ) : (
        <>
          {page.leavers > 0 && (
            <Notice tone="error" quiet>
              {m.people_rights_leavers({ n: page.leavers, count: String(page.leavers) })}
            </Notice>
          )}
          {page.due.rights && (
            <Notice quiet title={m.people_confirmed_due()}>
              {m.people_rights_due_staff()}
            </Notice>
          )}
        </>
      )}
      <RightsList resources={page.resources} requestsAt="/staff/requests" />
      <RightsByPerson resources={page.resources} personAt={(id) => `${base}/roster/${id}`} />
      <ConfirmationHistory
        title={m.people_confirmed_title()}
        results={page.results}
        zone={page.zone}
        requestsAt="/staff/requests"
        pdfAt={`${base}/confirmations/pdf`}
      />
      <OnDayForm day={page.day} />
    </Stack>
  );
}
