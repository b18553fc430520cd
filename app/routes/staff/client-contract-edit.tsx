import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { ContractForm } from "#app/contracts/components/contract-form.tsx";
import { getContractEditPage } from "#app/contracts/contract-edit-page.server.ts";
import { sendContract, sendVersion } from "#app/contracts/send-contract.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_title() }) }];

/** The contract that the address names; null for a new one. */
function contractIn(request: Request): string | null {
  const id = new URL(request.url).searchParams.get("contract");
  return id === null ? null : uuidParam(id);
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    page: await getContractEditPage(scope, client, contractIn(request)),
    formKey: randomUUID(),
    backTo: `/staff/clients/${client.id}/contract`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const contractId = contractIn(request);
  const sent =
    contractId === null
      ? await sendContract(scope, clientId, request)
      : await sendVersion(scope, clientId, contractId, request);
  if (!sent.ok) return data(sent.reply, { status: sent.status });
  const tab = `/staff/clients/${clientId}/contract`;
  return sent.waits
    ? redirectWithNotice(`${tab}/${contractId}/document?kind=change-order`, {
        kind: "good",
        text: m.contracts_saved_waits(),
      })
    : redirectWithNotice(tab, { kind: "good", text: m.contracts_saved() });
}

export default function StaffClientContractEdit() {
  const { page, formKey, backTo } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <Heading size="large">
        {page.contract ? m.contracts_version_of({ name: page.contract.name }) : m.contracts_new()}
      </Heading>
      <ContractForm page={page} formKey={formKey} backTo={backTo} lastResult={lastResult} />
    </Stack>
  );
}
