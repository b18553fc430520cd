import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { listAgreementRows } from "#app/agreements/agreement-page.server.ts";
import { AgreementTable } from "#app/agreements/components/agreement-table.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.agreements_group() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, agreementsAccess.sign);
  const { zone } = await requireSignedIn(request);
  return { rows: await listAgreementRows(scope), zone };
}

export default function Agreements() {
  const { rows, zone } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.agreements_group()} subtitle={m.agreements_subtitle()} />
      <AgreementTable rows={rows} base="/agreements" zone={zone} />
    </>
  );
}
