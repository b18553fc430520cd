import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { withdrawVersion } from "#app/contracts/add-version.server.ts";
import { StaffContracts } from "#app/contracts/components/staff-contract.tsx";
import { withdrawForm } from "#app/contracts/contract-form.server.ts";
import { getStaffContractPage } from "#app/contracts/contract-page.server.ts";
import { contractRefusalWord } from "#app/contracts/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { FormError } from "#app/ui/notice.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.read);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    page: await getStaffContractPage(scope, client.id, client.zone),
    base: `/staff/clients/${client.id}/contract`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, withdrawForm);
  if (form.status !== "success") return data({ refused: [m.contracts_refused_gone()] }, { status: 400 });
  const done = await withdrawVersion(scope, clientId, form.value.version);
  if (!done.ok) return data({ refused: [contractRefusalWord(done.refusal)] }, { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: m.contracts_withdrawn(),
  });
}

export default function StaffClientContract() {
  const { page, base } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <FormError errors={answer?.refused} className="mb-4" />
      <StaffContracts page={page} base={base} />
    </>
  );
}
