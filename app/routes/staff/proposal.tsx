import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { actAsStaff } from "#app/conversion/act-on-proposal.server.ts";
import { StaffProposal } from "#app/conversion/components/staff-proposal.tsx";
import { staffProposalForm } from "#app/conversion/proposal-form.server.ts";
import { getStaffProposalPage } from "#app/conversion/proposal-page.server.ts";
import { askedVersion } from "#app/conversion/proposal-versions.server.ts";
import { proposalRefusalWord } from "#app/conversion/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: m.desk_title({ page: shown?.page.name ?? m.conversion_proposal() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.read);
  return {
    page: await getStaffProposalPage(scope, uuidParam(params["proposalId"]), askedVersion(request.url)),
    formKey: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.propose);
  const id = uuidParam(params["proposalId"]);
  const { clientId } = await getStaffProposalPage(scope, id);
  const form = await readForm(request, staffProposalForm);
  if (form.status !== "success")
    return data({ refused: m.form_invalid(), typed: form.reply() }, { status: 400 });
  const { intent } = form.value;
  const isOwners = intent === "approve" || intent === "refuse-approval";
  if (isOwners && !may(scope, conversionAccess.approve)) return notFound();
  const done = await actAsStaff(scope, { clientId, id }, form.value);
  if (!done.ok)
    return data({ refused: proposalRefusalWord(done.refusal), typed: form.reply() }, { status: 409 });
  return redirectWithNotice(`/staff/proposals/${id}`, { kind: "good", text: done.value });
}

export default function Proposal() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={page.name}
        subtitle={page.clientName}
        back={{ to: "/staff/proposals", label: m.conversion_proposals() }}
      />
      <FormReplies reply={answer?.typed}>
        <StaffProposal page={page} formKey={formKey} refused={answer?.refused} />
      </FormReplies>
    </>
  );
}
