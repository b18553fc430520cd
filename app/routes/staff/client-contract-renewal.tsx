import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { renewContract } from "#app/contracts/change-terms.server.ts";
import { RenewalForms } from "#app/contracts/components/renewal-form.tsx";
import { renewalForm } from "#app/contracts/contract-form.server.ts";
import { noteDecision } from "#app/contracts/note-decision.server.ts";
import { getTermsPage } from "#app/contracts/terms-page.server.ts";
import { saidAtField } from "#app/contracts/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_renew_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const contractId = uuidParam(params["contractId"]);
  return {
    page: await getTermsPage(scope, client, contractId),
    formKey: randomUUID(),
    base: `/staff/clients/${client.id}/contract`,
    contractId,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const contractId = uuidParam(params["contractId"]);
  const form = await readForm(request, renewalForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { value } = form;
  if (value.intent === "note") {
    const { id, noteFor: termEndsOn, choice, talkOn, note } = value;
    const noted = { choice, note, talkOn: choice === "talk" ? (talkOn ?? null) : null };
    const done = await noteDecision(scope, { clientId, contractId, id, termEndsOn, ...noted });
    if (!done.ok) return data(form.reply(saidAtField(done.refusal)), { status: 409 });
    return redirectWithNotice("/staff/renewals", { kind: "good", text: m.contracts_decide_saved() });
  }
  const { id, seen = null, termEndsOn: endsOn, reason } = value;
  const done = await renewContract(scope, { clientId, contractId, id, seen, endsOn, reason });
  if (!done.ok) return data(form.reply(saidAtField(done.refusal)), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: m.contracts_renew_done({ day: formatDay(endsOn) }),
  });
}

export default function StaffClientContractRenewal() {
  const { page, formKey, base, contractId } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <Heading size="large">{`${m.contracts_renew_title()}: ${page.name}`}</Heading>
      <RenewalForms
        page={page}
        formKey={formKey}
        base={base}
        contractId={contractId}
        lastResult={lastResult}
      />
    </Stack>
  );
}
