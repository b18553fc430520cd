import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { ReportView } from "#app/people/components/report-view.tsx";
import { getReportPage } from "#app/people/report-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_report_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  return getReportPage(scope, scope.clientId, new URL(request.url).searchParams.get("since"));
}

export default function Reports() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.people_report_title()}
        subtitle={m.people_report_subtitle({ day: formatDay(page.today) })}
      />
      <ReportView page={page} />
    </>
  );
}
