import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { getContractPayments } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import {
  chooseContractPayment,
  contractPaymentForm,
} from "#app/billing/contract-payment/set-contract-payment.server.ts";
import { ContractPayments } from "#app/billing/contract-payment/components/contract-payments.tsx";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { StaffContracts } from "#app/contracts/components/staff-contract.tsx";
import { getStaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { sendContractTab } from "#app/contracts/staff-contract-forms.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readFields, readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { TextLink } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/notice.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.read);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    payments: await getContractPayments(scope, client.id),
    page: await getStaffContractPage(scope, client.id, client.zone),
    base: `/staff/clients/${client.id}/contract`,
    signatoriesAt: may(scope, agreementsAccess.manage) ? `/staff/clients/${client.id}/signatories` : null,
    newId: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  if ((await readFields(request.clone())).has("way")) return choosePayment(scope, clientId, request);
  const sent = await sendContractTab(scope, clientId, request);
  if (!sent.ok) return data(sent.reply, { status: sent.status });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, { kind: "good", text: sent.words });
}

/** How one contract is paid: by invoice, or collected by the client's mandate. */
async function choosePayment(scope: StaffScope, clientId: string, request: Request) {
  const form = await readForm(request, contractPaymentForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const chosen = await chooseContractPayment(scope, clientId, form.value);
  if (!chosen.ok) return notFound();
  const isAsked = chosen.value.way === "mandate" && !chosen.value.method;
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: isAsked ? m.billing_contract_pay_asked() : m.billing_contract_pay_saved(),
  });
}

export default function StaffClientContract() {
  const { page, payments, base, signatoriesAt, newId } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const ofJob = lastResult?.initialValue?.["intent"] === "job";
  return (
    <>
      {!ofJob && <FormError errors={lastResult?.error?.[""] ?? undefined} className="mb-4" />}
      <StaffContracts page={page} base={base} newId={newId} lastResult={lastResult} />
      <ContractPayments page={payments} setUpTo={null} />
      {signatoriesAt && (
        <TextLink to={signatoriesAt} className="mt-4 inline-flex min-h-11 items-center">
          {m.agreements_authority_title()}
        </TextLink>
      )}
    </>
  );
}
