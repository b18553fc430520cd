import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { listAgreementRows } from "#app/agreements/agreement-page.server.ts";
import { AgreementTable } from "#app/agreements/components/agreement-table.tsx";
import { sortAgreements } from "#app/agreements/sort-agreements.ts";
import { agreementsList } from "#app/agreements/staff-lists.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_group() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const { zone } = await requireSignedIn(request);
  const opened = await openList(scope, request, agreementsList);
  return { ...opened, rows: sortAgreements(await listAgreementRows(scope), opened.list.sort), zone };
}

export default function StaffAgreements() {
  const { rows, zone, list, views } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.agreements_group()} />
      <AgreementTable rows={rows} base="/staff/agreements" zone={zone} ofAllClients={{ list, views }} />
    </>
  );
}
