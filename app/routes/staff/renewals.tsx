import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { contractsAccess } from "#app/contracts/access.ts";
import { RenewalTable } from "#app/contracts/components/renewal-table.tsx";
import { getRenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_renewals_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getRenewalsPage(await requireStaff(request, contractsAccess.read));
}

export default function Renewals() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.contracts_renewals_title()} subtitle={m.contracts_renewals_subtitle()} />
      <RenewalTable page={page} />
    </>
  );
}
