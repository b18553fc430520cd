import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { changeTerms } from "#app/contracts/change-terms.server.ts";
import { TermsForm } from "#app/contracts/components/terms-form.tsx";
import { readIndexation, termsForm } from "#app/contracts/contract-form.server.ts";
import { getTermsPage } from "#app/contracts/terms-page.server.ts";
import { saidAtField } from "#app/contracts/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_terms_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    page: await getTermsPage(scope, client, uuidParam(params["contractId"])),
    formKey: randomUUID(),
    backTo: `/staff/clients/${client.id}/contract`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const contractId = uuidParam(params["contractId"]);
  const form = await readForm(request, termsForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { id, seen = null, reason, countsFrom, termEndsOn = null, ...said } = form.value;
  const { renewal, renewalMonths, noticeMonths } = said;
  const terms = { countsFrom, termEndsOn, renewal, renewalMonths, noticeMonths };
  const done = await changeTerms(scope, {
    ...{ clientId, contractId, id, seen, reason },
    terms: { ...terms, indexation: readIndexation(said) },
  });
  if (!done.ok) return data(form.reply(saidAtField(done.refusal)), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: m.contracts_terms_saved(),
  });
}

export default function StaffClientContractTerms() {
  const { page, formKey, backTo } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <Heading size="large">{m.contracts_terms_of({ name: page.name })}</Heading>
      <TermsForm page={page} formKey={formKey} backTo={backTo} lastResult={lastResult} />
    </Stack>
  );
}
