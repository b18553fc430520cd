import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { PromiseReportView } from "#app/desk/components/promise-report.tsx";
import { getClientReport } from "#app/desk/report-page.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.queue_report_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, requestsAccess.seeAll);
  const { zone } = await requireSignedIn(request);
  return getClientReport(scope, zone);
}

export default function ClientPromises() {
  const report = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.queue_report_title()} subtitle={m.queue_report_subtitle()} />
      <PromiseReportView report={report} base="/requests" showClient={false} />
    </>
  );
}
