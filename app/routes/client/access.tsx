import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { ReviewNotice } from "#app/people/components/roster-notices.tsx";
import { RightsByPerson } from "#app/people/components/rights-by-person.tsx";
import { RightsList } from "#app/people/components/rights-list.tsx";
import { getRightsPage } from "#app/people/rights-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_rights_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  return getRightsPage(scope, scope.clientId);
}

export default function Access() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.people_rights_title()}
        subtitle={m.people_rights_subtitle()}
        actions={
          page.resources.length > 0 && (
            <>
              {page.reviewed && (
                <LinkButton to="/access/review" size="small">
                  {m.people_review_title()}
                </LinkButton>
              )}
              <LinkButton to="/access/csv" reloadDocument size="small">
                {m.people_csv()}
              </LinkButton>
            </>
          )
        }
      />
      <Stack>
        {page.leavers > 0 && (
          <Notice tone="error" quiet>
            {m.people_rights_leavers({ n: page.leavers, count: String(page.leavers) })}
          </Notice>
        )}
        {page.resources.length > 0 && <ReviewNotice reviewed={page.reviewed} zone={page.zone} />}
        <RightsList resources={page.resources} requestsAt="/requests" />
        <RightsByPerson resources={page.resources} />
      </Stack>
    </>
  );
}
