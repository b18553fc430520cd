import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { attestRoster, getAttestPage } from "#app/people/attest-roster.server.ts";
import { AttestForm } from "#app/people/components/attest-form.tsx";
import { ConfirmationHistory } from "#app/people/components/confirmation-history.tsx";
import { attestForm } from "#app/people/forms.server.ts";
import { refusalWords } from "#app/people/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_attest_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  return { page: await getAttestPage(scope), id: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  const form = await readForm(request, attestForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const attested = await attestRoster(scope, form.value);
  if (!attested.ok)
    return data(form.reply({ formErrors: [refusalWords[attested.refusal]()] }), { status: 409 });
  return redirectWithNotice("/employees", {
    kind: "good",
    text: attested.value.requested ? m.people_attested_requested() : m.people_attested(),
  });
}

export default function AttestEmployees() {
  const { page, id } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={m.people_attest_title()}
        subtitle={m.people_attest_subtitle({
          from: formatDay(page.quarterStartsOn),
          to: formatDay(page.quarterEndsOn),
        })}
        back={{ to: "/employees", label: m.people_title() }}
      />
      <Stack className="max-w-3xl">
        {page.people.length > 0 ? (
          <AttestForm page={page} id={id} lastResult={lastResult ?? null} />
        ) : (
          <Notice quiet title={m.people_none_title()}>
            {m.people_none_text()}
          </Notice>
        )}
        <ConfirmationHistory
          title={m.people_attest_history()}
          results={page.results}
          zone={page.zone}
          requestsAt="/requests"
          pdfAt="/confirmations/pdf"
        />
      </Stack>
    </>
  );
}
