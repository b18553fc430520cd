import { randomUUID } from "node:crypto";

import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { actAsClient } from "#app/conversion/act-on-proposal.server.ts";
import { ClientProposal } from "#app/conversion/components/client-proposal.tsx";
import { clientProposalForm } from "#app/conversion/proposal-form.server.ts";
import { getClientProposalPage } from "#app/conversion/client-proposal-page.server.ts";
import { playIn, typedSeats } from "#app/conversion/proposal-seats.server.ts";
import { askedVersion, latestVersion } from "#app/conversion/proposal-versions.server.ts";
import { proposalRefusalWord } from "#app/conversion/words.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: m.hours_page_title({ page: shown?.page.name ?? m.conversion_proposal() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request, conversionAccess.see);
  const { zone } = await requireSignedIn(request);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const asked = {
    ...askedVersion(request.url),
    variant: query["variant"] ?? null,
    seats: typedSeats(query),
  };
  return {
    page: await getClientProposalPage(scope, zone, uuidParam(params["proposalId"]), asked),
    formKey: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request, conversionAccess.see);
  const { zone } = await requireSignedIn(request);
  const id = uuidParam(params["proposalId"]);
  await getClientProposalPage(scope, zone, id, { ...latestVersion, variant: null, seats: [] });
  const form = await readForm(request, clientProposalForm);
  if (form.status !== "success") {
    const refused = form.error?.["agreed"] ? undefined : m.form_invalid();
    return data({ refused, typed: form.reply() }, { status: 400 });
  }
  if (form.value.intent !== "ask" && !may(scope, conversionAccess.accept)) return notFound();
  const done = await actAsClient(scope, id, form.value);
  if (!done.ok)
    return data({ refused: proposalRefusalWord(done.refusal), typed: form.reply() }, { status: 409 });
  const { words, goOn } = done.value;
  const to = goOn ?? `/proposals/${id}${playIn(request.url)}`;
  return words === "" ? redirect(to) : redirectWithNotice(to, { kind: "good", text: words });
}

export default function ClientProposalRoute() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={page.name} back={{ to: "/proposals", label: m.conversion_proposals() }} />
      <FormReplies reply={answer?.typed}>
        <ClientProposal page={page} formKey={formKey} refused={answer?.refused} />
      </FormReplies>
    </>
  );
}
