import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { EndForm } from "#app/office/ending/components/end-form.tsx";
import { EndingFacts, StillOpen } from "#app/office/ending/components/ending-parts.tsx";
import { bringBackClient, endClient } from "#app/office/ending/end-client.server.ts";
import { getEndingPage } from "#app/office/ending/ending-page.server.ts";
import { endRefusalWords } from "#app/office/ending/words.ts";
import { endingForm } from "#app/office/forms/ending-form.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.office_end_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, clientsAccess.edit);
  return { page: await getEndingPage(scope, uuidParam(params["clientId"])), formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, clientsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, endingForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const here = `/staff/clients/${clientId}/ending`;
  if (form.value.intent === "bring-back") {
    await bringBackClient(scope, clientId);
    return redirectWithNotice(`/staff/clients/${clientId}`, { kind: "good", text: m.office_brought_back() });
  }
  const { intent: _, ...plan } = form.value;
  const ended = await endClient(scope, { clientId, ...plan });
  if (ended.ok)
    return redirectWithNotice(here, {
      kind: "good",
      text: ended.value === "now" ? m.office_end_done() : m.office_end_planned(),
    });
  const words = endRefusalWords[ended.refusal]();
  return data(
    form.reply(
      ended.refusal === "already-ending" ? { formErrors: [words] } : { fieldErrors: { fromOn: [words] } },
    ),
    { status: 409 },
  );
}

export default function StaffClientEnding() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const { client, ending } = page;
  return (
    <>
      <PageHeader
        title={client.name}
        subtitle={m.office_end_title()}
        back={
          ending?.doneAt
            ? { to: "/staff/clients/ended", label: m.office_ended_clients() }
            : { to: `/staff/clients/${client.id}/settings`, label: m.desk_tab_settings() }
        }
      />
      <Stack className="max-w-3xl">
        {ending ? (
          <EndingFacts page={{ ...page, ending }} />
        ) : (
          <EndForm
            name={client.name}
            today={page.today}
            netMinutes={page.netMinutes}
            peopleWithAccess={page.peopleWithAccess}
            formKey={formKey}
            lastResult={lastResult ?? null}
          />
        )}
        <StillOpen page={page} />
      </Stack>
    </>
  );
}
