import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { StatementView } from "#app/hours/statement/components/statement-view.tsx";
import { answerMonthly } from "#app/hours/statement/monthly-form.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.statement_tab() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return getStatementPage(scope, client, new URL(request.url).searchParams);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.chooseClientStatement);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return answerMonthly(request, scope, client.id);
}

export default function StaffClientStatement() {
  const { clientId } = useParams();
  return (
    <StatementView
      page={useLoaderData<typeof loader>()}
      base={`/staff/clients/${clientId}/statement`}
      toEntry={(entryId) => `/staff/time/${entryId}`}
    />
  );
}
