import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";

import { PromiseReportView } from "#app/desk/components/promise-report.tsx";
import { getStaffReport } from "#app/desk/report-page.server.ts";
import { readQueueFilter } from "#app/desk/queue-filter.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.queue_report_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const { zone } = await requireSignedIn(request);
  const { clientId } = readQueueFilter(new URL(request.url).searchParams);
  return { ...(await getStaffReport(scope, { clientId, zone })), clientId };
}

export default function StaffPromises() {
  const { report, clients, clientId } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.queue_report_title()} subtitle={m.queue_report_subtitle()} />
      <Stack>
        {clients.length > 1 && (
          <Form method="get" className="flex flex-wrap items-end gap-2.5 print:hidden">
            <Select
              key={clientId}
              field={{ id: "client", name: "client", initialValue: clientId ?? "" }}
              label={m.queue_report_client()}
              placeholder={m.queue_report_all()}
              options={clients.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button type="submit">{m.queue_report_show()}</Button>
          </Form>
        )}
        <PromiseReportView report={report} base="/staff/requests" showClient />
      </Stack>
    </>
  );
}
