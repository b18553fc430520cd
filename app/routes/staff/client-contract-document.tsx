import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { DocumentForm } from "#app/contracts/components/document-form.tsx";
import {
  documentForm,
  documentRefusalWords,
  getDocumentPage,
} from "#app/contracts/signing/document-page.server.ts";
import { sendDocument } from "#app/contracts/signing/send-document.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_doc_send() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return {
    page: await getDocumentPage(scope, client.id, uuidParam(params["contractId"])),
    kind: new URL(request.url).searchParams.get("kind"),
    backTo: `/staff/clients/${client.id}/contract`,
    signatoriesAt: `/staff/clients/${client.id}/signatories`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const clientId = uuidParam(params["clientId"]);
  const contractId = uuidParam(params["contractId"]);
  const form = await readForm(request, documentForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { signer1, signer2, signer3, inOrder, mspSigner, ...wanted } = form.value;
  const sent = await sendDocument(scope, {
    ...wanted,
    clientId,
    contractId,
    signerIds: [signer1, signer2, signer3].filter((id) => id !== undefined),
    inOrder: inOrder === "on",
    mspSignerId: mspSigner ?? null,
  });
  if (!sent.ok)
    return data(form.reply({ formErrors: [documentRefusalWords[sent.refusal]()] }), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: m.contracts_doc_sent({ title: sent.value.title }),
  });
}

export default function StaffClientContractDocument() {
  const { page, kind, backTo, signatoriesAt } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <Heading size="large">{m.contracts_doc_title({ name: page.contract.name })}</Heading>
      <DocumentForm
        page={page}
        kind={kind}
        backTo={backTo}
        signatoriesAt={signatoriesAt}
        lastResult={lastResult}
      />
    </Stack>
  );
}
