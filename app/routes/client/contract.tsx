import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { getContractPayments } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import { ContractPayments } from "#app/billing/contract-payment/components/contract-payments.tsx";
import { ContractView } from "#app/contracts/components/contract-view.tsx";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.contracts_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone } = await requireSignedIn(request);
  return {
    page: await getContractPage(scope, zone),
    payments: await getContractPayments(scope, scope.clientId),
  };
}

export default function ContractRoute() {
  const { page, payments } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.contracts_title()}
        subtitle={page.seesPrices ? m.contracts_subtitle() : undefined}
      />
      <ContractView page={page} />
      <ContractPayments payments={payments} setUpTo="/top-up/method?for=contract" />
    </>
  );
}
