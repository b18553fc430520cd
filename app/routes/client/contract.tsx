import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { getContractPayments } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import { ContractPayments } from "#app/billing/contract-payment/components/contract-payments.tsx";
import {
  chooseContractPayment,
  contractPaymentForm,
} from "#app/billing/contract-payment/set-contract-payment.server.ts";
import { monthIn } from "#app/billing/monthly/run-form.server.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { ContractView } from "#app/contracts/components/contract-view.tsx";
import { getContractPage } from "#app/contracts/contract-page.server.ts";
import { listComing } from "#app/conversion/coming.server.ts";
import { ComingContracts } from "#app/conversion/components/beside-card.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.contracts_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  const { zone } = await requireSignedIn(request);
  return {
    page: await getContractPage(scope, zone, monthIn(request)),
    coming: await listComing(scope, zone),
    payments: await getContractPayments(scope, scope.clientId),
  };
}

/** How a contract is paid; where the mandate is chosen and no way to pay is saved yet, saving one comes next. */
export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, clientsAccess.spend);
  const form = await readForm(request, contractPaymentForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const chosen = await chooseContractPayment(scope, scope.clientId, form.value);
  if (!chosen.ok) return notFound();
  if (chosen.value.way === "mandate" && !chosen.value.method) return redirect(setUpTo, 303);
  return redirectWithNotice("/contract", { kind: "good", text: m.billing_contract_pay_saved() });
}

const setUpTo = "/top-up/method?for=contract";

export default function ContractRoute() {
  const { page, coming, payments } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.contracts_title()}
        subtitle={page.seesPrices ? m.contracts_subtitle() : undefined}
      />
      <Stack>
        <ComingContracts coming={coming} />
        <ContractView page={page} />
      </Stack>
      <ContractPayments page={payments} setUpTo={setUpTo} />
    </>
  );
}
