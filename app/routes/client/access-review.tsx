import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { ReviewForm } from "#app/people/components/review-form.tsx";
import { ConfirmationHistory } from "#app/people/components/confirmation-history.tsx";
import { reviewForm } from "#app/people/forms.server.ts";
import { getReviewPage, reviewRights } from "#app/people/review-rights.server.ts";
import { refusalWords } from "#app/people/words.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

/** Each right is a field. */
const limits = { mostFields: 1100 };

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.people_review_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  return { page: await getReviewPage(scope), id: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, peopleAccess.seeRoster);
  const form = await readForm(request, reviewForm, limits);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const reviewed = await reviewRights(scope, form.value);
  if (!reviewed.ok)
    return data(form.reply({ formErrors: [refusalWords[reviewed.refusal]()] }), { status: 409 });
  return redirectWithNotice("/access", {
    kind: "good",
    text: reviewed.value.requested ? m.people_reviewed_requested() : m.people_reviewed(),
  });
}

export default function ReviewAccess() {
  const { page, id } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={m.people_review_title()}
        subtitle={m.people_attest_subtitle({
          from: formatDay(page.quarterStartsOn),
          to: formatDay(page.quarterEndsOn),
        })}
        back={{ to: "/access", label: m.people_rights_title() }}
      />
      <Stack className="max-w-3xl">
        {page.rights.length > 0 ? (
          <ReviewForm page={page} id={id} lastResult={lastResult ?? null} />
        ) : (
          <Notice quiet title={m.people_rights_none_title()}>
            {m.people_rights_none_text()}
          </Notice>
        )}
        <ConfirmationHistory
          title={m.people_review_history()}
          results={page.results}
          zone={page.zone}
          requestsAt="/requests"
          pdfAt="/confirmations/pdf"
        />
      </Stack>
    </>
  );
}
