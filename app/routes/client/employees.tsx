import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { OwnThings } from "#app/people/components/own-view.tsx";
import { AttestNotice, OnDayForm, OnDayNotice } from "#app/people/components/roster-notices.tsx";
import { RosterOverview } from "#app/people/components/roster-view.tsx";
import { getEmployeesPage } from "#app/people/employees-page.server.ts";
import { sortPeople } from "#app/people/sorted-lists.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const url = new URL(request.url);
  const page = await getEmployeesPage(scope, url.searchParams.get("on"));
  if (page.view === "own") return { own: page, clientName: scope.clientName };
  const { people, list } = sortPeople(page.people, url, ["on"]);
  return { own: null, page: { ...page, people }, list, clientName: scope.clientName };
}

export default function Employees() {
  const { clientName, ...shown } = useLoaderData<typeof loader>();
  if (shown.own)
    return (
      <>
        <PageHeader title={m.people_own_title()} subtitle={m.people_own_subtitle({ client: clientName })} />
        <Stack className="max-w-3xl">
          <OwnThings page={shown.own} />
        </Stack>
      </>
    );
  const { page, list } = shown;
  return (
    <>
      <PageHeader
        title={m.people_title()}
        subtitle={m.people_subtitle({ client: clientName })}
        actions={
          <LinkButton
            to={page.on ? `/employees/csv?on=${page.on}` : "/employees/csv"}
            reloadDocument
            size="small"
          >
            {m.people_csv()}
          </LinkButton>
        }
      />
      <Stack>
        {page.on ? (
          <OnDayNotice day={page.on} to="/employees" />
        ) : (
          page.people.length > 0 && <AttestNotice attested={page.attested} zone={page.zone} />
        )}
        <RosterOverview page={page} list={list} />
        {page.people.length > 0 && <OnDayForm day={page.today} />}
      </Stack>
    </>
  );
}
