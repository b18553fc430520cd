import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { agreementsAccess } from "#app/agreements/access.ts";
import type { Agreement } from "#app/agreements/agreement.ts";
import { getAgreementPage } from "#app/agreements/agreement-page.server.ts";
import { AgreementView } from "#app/agreements/components/agreement-view.tsx";
import { ReasonForm } from "#app/agreements/components/reason-form.tsx";
import { withdrawAgreement } from "#app/agreements/end-agreement.server.ts";
import { reasonForm } from "#app/agreements/forms.server.ts";
import { endRefusalWords } from "#app/agreements/words.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.agreements_group() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const { zone } = await requireSignedIn(request);
  return { page: await getAgreementPage(scope, uuidParam(params["agreementId"])), zone };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, agreementsAccess.manage);
  const agreementId = uuidParam(params["agreementId"]);
  const form = await readForm(request, reasonForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const done = await withdrawAgreement(scope, agreementId, form.value.reason);
  if (!done.ok) return data(form.reply({ formErrors: [endRefusalWords[done.refusal]()] }), { status: 409 });
  return redirectWithNotice(`/staff/agreements/${agreementId}`, {
    kind: "good",
    text: m.agreements_withdrawn_done(),
  });
}

/** Where a new agreement is made in the place of one that ended unsigned; null where there is nothing to do, or its subject asks by itself. */
function whereAgain({
  state,
  subjectKind,
  subjectId,
  clientId,
  kind,
}: Pick<Agreement, "state" | "subjectKind" | "subjectId" | "clientId" | "kind">): {
  to: string;
  label: string;
} | null {
  if (state !== "declined" && state !== "expired" && state !== "withdrawn") return null;
  if (subjectKind === "proposal")
    return { to: `/staff/proposals/${subjectId}`, label: m.agreements_again_proposal() };
  if (subjectKind === "contract")
    return {
      // Of a document about a contract the subject is the contract, its kind and what it is about.
      to: `/staff/clients/${clientId}/contract/${subjectId.split(":")[0] ?? ""}/document?kind=${kind}`,
      label: m.agreements_again_document(),
    };
  return null;
}

export default function StaffAgreement() {
  const { page, zone } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { id, title, number, clientName, state } = page.agreement;
  const again = whereAgain(page.agreement);
  return (
    <>
      <PageHeader
        title={`${title} ${number}`}
        subtitle={clientName}
        back={{ to: "/staff/agreements", label: m.agreements_group() }}
      />
      <Stack>
        {again && (
          <LinkButton to={again.to} className="justify-self-start">
            {again.label}
          </LinkButton>
        )}
        <AgreementView page={page} base={`/staff/agreements/${id}`} zone={zone} />
        {state === "open" && (
          <ReasonForm
            id={id}
            title={m.agreements_withdraw()}
            text={m.agreements_withdraw_text()}
            button={m.agreements_withdraw_button()}
            lastResult={lastResult ?? null}
          />
        )}
      </Stack>
    </>
  );
}
