import { may } from "#app/identity/permission.ts";
import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { z } from "zod";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { requestsAccess } from "#app/requests/access.ts";
import { assignRequest } from "#app/requests/assign-request.server.ts";
import { AssignForm, RequestSteps } from "#app/requests/components/request-actions.tsx";
import { RequestDescription, RequestFacts } from "#app/desk/components/request-facts.tsx";
import { RequestLayout } from "#app/desk/components/request-layout.tsx";
import { actOnChange, staffChangeForms } from "#app/desk/change-action.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { ApprovalChain, ChangeSteps } from "#app/desk/components/approval-chain.tsx";
import { ChangeAnswers } from "#app/desk/components/change-answers.tsx";
import { Checklist, EffectPreview } from "#app/desk/components/checklist.tsx";
import { RequestWork } from "#app/hours/components/request-work.tsx";
import { requestRefusalWords, stateWord } from "#app/requests/components/words.ts";
import { assignForm, moveForm } from "#app/requests/request-form.server.ts";
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
  const change = await getChangePanel(scope, page.request);
  const mayWork = may(scope, requestsAccess.work);
  return { ...page, change, zone, me: scope.userId, mayWork, formKey: randomUUID() };
}

const forms = z.discriminatedUnion("intent", [moveForm, assignForm, ...staffChangeForms]);

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const id = uuidParam(params["requestId"]);
  const form = await readForm(request, forms);
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
  if (form.value.intent !== "move") {
    const reply = await actOnChange(scope, id, form.value);
    if ("refused" in reply) return data({ refused: [reply.refused] }, { status: 409 });
    return redirectWithNotice(reply.to ?? here, { kind: "good", text: reply.done });
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
  const { request, change, entries, colleagues, zone, me, mayWork, formKey } = useLoaderData<typeof loader>();
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
          asked={
            change ? (
              <ChangeAnswers change={change} base="/staff/requests" zone={request.zone} />
            ) : (
              <RequestDescription request={request} />
            )
          }
          work={
            <Stack>
              {change && <Checklist change={change} state={request.state} zone={zone} mayWork={mayWork} />}
              <RequestWork entries={entries} base="/staff/time" />
            </Stack>
          }
          standing={
            <Stack>
              <Card title={m.desk_request_standing()} titleId="standing">
                <Stack>
                  <RequestFacts request={request} zone={zone} />
                  {mayWork && (
                    <RequestSteps by="staff" state={request.state} without={change ? "done" : undefined} />
                  )}
                  {mayWork && <AssignForm assigneeId={request.assigneeId} me={me} colleagues={colleagues} />}
                  {mayWork && change && <ChangeSteps change={change} request={request} formKey={formKey} />}
                </Stack>
              </Card>
              {change && <ApprovalChain change={change} zone={zone} />}
              {change && <EffectPreview change={change} zone={request.zone} />}
            </Stack>
          }
        />
      </Stack>
    </>
  );
}
