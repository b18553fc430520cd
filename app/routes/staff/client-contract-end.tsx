import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { EndContractForm } from "#app/contracts/components/end-form.tsx";
import { endContractForm } from "#app/contracts/contract-form.server.ts";
import { getEndContractPage } from "#app/contracts/end-contract-page.server.ts";
import { endContract } from "#app/contracts/end-contract.server.ts";
import { endContractRefusalWord } from "#app/contracts/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_end_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    page: await getEndContractPage(scope, client, uuidParam(params["contractId"])),
    formKey: randomUUID(),
    backTo: `/staff/clients/${client.id}/contract`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const contractId = uuidParam(params["contractId"]);
  const form = await readForm(request, endContractForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { id, lastOn, reason } = form.value;
  const ended = await endContract(scope, { clientId, contractId, id, lastOn, reason });
  if (!ended.ok)
    return data(form.reply({ fieldErrors: { lastOn: [endContractRefusalWord(ended.refusal)] } }), {
      status: 409,
    });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: m.contracts_end_done({ day: formatDay(ended.value.lastOn) }),
  });
}

export default function StaffClientContractEnd() {
  const { page, formKey, backTo } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <Heading size="large">{`${m.contracts_end_title()}: ${page.name}`}</Heading>
      <EndContractForm {...page} formKey={formKey} backTo={backTo} lastResult={lastResult} />
    </Stack>
  );
}
