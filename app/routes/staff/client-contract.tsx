import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getContractPayments } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import { ContractPayments } from "#app/billing/contract-payment/components/contract-payments.tsx";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { StaffContracts } from "#app/contracts/components/staff-contract.tsx";
import { getStaffContractPage } from "#app/contracts/contract-page.server.ts";
import { sendContractTab } from "#app/contracts/staff-contract-forms.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { FormError } from "#app/ui/notice.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.read);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    payments: await getContractPayments(scope, client.id),
    page: await getStaffContractPage(scope, client.id, client.zone),
    base: `/staff/clients/${client.id}/contract`,
    newId: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const sent = await sendContractTab(scope, clientId, request);
  if (!sent.ok) return data(sent.reply, { status: sent.status });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, { kind: "good", text: sent.words });
}

export default function StaffClientContract() {
  const { page, payments, base, newId } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const ofJob = lastResult?.initialValue?.["intent"] === "job";
  return (
    <>
      {!ofJob && <FormError errors={lastResult?.error?.[""] ?? undefined} className="mb-4" />}
      <StaffContracts page={page} base={base} newId={newId} lastResult={lastResult} />
      <ContractPayments payments={payments} setUpTo={null} />
    </>
  );
}
