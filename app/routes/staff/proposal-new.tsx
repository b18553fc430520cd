import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { ProposalForm } from "#app/conversion/components/proposal-form.tsx";
import { getNewProposalPage } from "#app/conversion/proposal-edit-page.server.ts";
import { sendNewProposal } from "#app/conversion/send-proposal-form.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.conversion_proposal() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.propose);
  const from = new URL(request.url).searchParams.get("from");
  const clientId = uuidParam(params["clientId"]);
  return {
    page: await getNewProposalPage(scope, clientId, from === null ? null : uuidParam(from)),
    formKey: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.propose);
  const sent = await sendNewProposal(scope, uuidParam(params["clientId"]), request);
  if (!sent.ok) return data(sent.reply, { status: sent.status });
  return redirectWithNotice(`/staff/proposals/${sent.id}`, { kind: "good", text: m.conversion_saved() });
}

export default function NewProposal() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const backTo = `/staff/radar/${page.client.id}`;
  return (
    <>
      <PageHeader
        title={m.conversion_new_title({ client: page.client.name })}
        back={{ to: backTo, label: page.client.name }}
      />
      {page.isOtherCurrency ? (
        <Notice tone="low">{m.conversion_refused_currency()}</Notice>
      ) : (
        <ProposalForm page={page} formKey={formKey} backTo={backTo} lastResult={lastResult} />
      )}
    </>
  );
}
