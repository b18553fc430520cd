import { may } from "#app/identity/permission.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { NotYours } from "#app/hours/statement/components/not-yours.tsx";
import { StatementView } from "#app/hours/statement/components/statement-view.tsx";
import { answerMonthly } from "#app/hours/statement/monthly-form.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.statement_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone } = await requireSignedIn(request);
  return may(scope, hoursAccess.seeAllWork)
    ? getStatementPage(scope, { id: scope.clientId, zone }, new URL(request.url).searchParams)
    : null;
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.chooseMonthlyStatement);
  return answerMonthly(request, scope, scope.clientId);
}

export default function StatementRoute() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.statement_title()} subtitle={page ? m.statement_subtitle() : undefined} />
      {page ? (
        <StatementView page={page} base="/statement" toEntry={(entryId) => `/hours/${entryId}`} />
      ) : (
        <NotYours />
      )}
    </>
  );
}
