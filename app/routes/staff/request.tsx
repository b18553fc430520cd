import { may } from "#app/identity/permission.ts";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { requestsAccess } from "#app/requests/access.ts";
import { assignRequest } from "#app/requests/assign-request.server.ts";
import { AssignForm, RequestSteps } from "#app/requests/components/request-actions.tsx";
import { RequestDescription, RequestFacts } from "#app/desk/components/request-facts.tsx";
import { RequestLayout } from "#app/desk/components/request-layout.tsx";
import { RequestWork } from "#app/hours/components/request-work.tsx";
import { requestRefusalWords, stateWord } from "#app/requests/components/words.ts";
import { staffRequestForm } from "#app/requests/request-form.server.ts";
import { moveRequest } from "#app/requests/move-request.server.ts";
import { getStaffRequestPage } from "#app/desk/request-page.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  {
    title: m.desk_title({
      page: page ? `#${page.request.number} ${page.request.title}` : m.desk_requests_title(),
    }),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const { zone } = await requireSignedIn(request);
  const page = await getStaffRequestPage(scope, uuidParam(params["requestId"]));
  return { ...page, zone, me: scope.userId, mayWork: may(scope, requestsAccess.work) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const id = uuidParam(params["requestId"]);
  const form = await readForm(request, staffRequestForm);
  if (form.status !== "success") return data({ refused: [m.form_invalid()] }, { status: 400 });
  const here = `/staff/requests/${id}`;
  if (form.value.intent === "assign") {
    const done = await assignRequest(scope, { id, from: form.value.from, to: form.value.to });
    if (!done.ok) return data({ refused: [requestRefusalWords(done.refusal, done.now)] }, { status: 409 });
    return redirectWithNotice(here, {
      kind: "good",
      text: done.value.assigneeName
        ? m.desk_assigned({ number: done.value.number, name: done.value.assigneeName })
        : m.desk_unassigned({ number: done.value.number }),
    });
  }
  const done = await moveRequest(scope, { id, from: form.value.from, to: form.value.to });
  if (!done.ok) return data({ refused: [requestRefusalWords(done.refusal, done.now)] }, { status: 409 });
  return redirectWithNotice(here, {
    kind: "good",
    text: m.desk_moved({ number: done.value.number, state: stateWord(done.value.state) }),
  });
}

// After a refusal the page shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function StaffRequest() {
  const { request, entries, colleagues, zone, me, mayWork } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={request.title}
        subtitle={
          <>
            #{request.number} ·{" "}
            <TextLink to={`/staff/clients/${request.clientId}`}>{request.clientName}</TextLink>
          </>
        }
        back={{ to: "/staff/requests", label: m.desk_requests_title() }}
        actions={
          mayWork && (
            <LinkButton to={`/staff/time/new?request=${request.id}`} size="small">
              {m.desk_nav_log_time()}
            </LinkButton>
          )
        }
      />
      <Stack>
        <FormError errors={reply?.refused} />
        <RequestLayout
          asked={<RequestDescription request={request} />}
          work={<RequestWork entries={entries} base="/staff/time" />}
          standing={
            <Card title={m.desk_request_standing()} titleId="standing">
              <Stack>
                <RequestFacts request={request} zone={zone} />
                {mayWork && <RequestSteps by="staff" state={request.state} />}
                {mayWork && <AssignForm assigneeId={request.assigneeId} me={me} colleagues={colleagues} />}
              </Stack>
            </Card>
          }
        />
      </Stack>
    </>
  );
}
