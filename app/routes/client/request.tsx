import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { z } from "zod";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { RequestSteps } from "#app/requests/components/request-actions.tsx";
import { RequestDescription, RequestFacts } from "#app/desk/components/request-facts.tsx";
import { RequestLayout } from "#app/desk/components/request-layout.tsx";
import { actOnOwnChange, clientChangeForms } from "#app/desk/change-action.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { ApprovalChain, ChangeSteps } from "#app/desk/components/approval-chain.tsx";
import { ChangeAnswers } from "#app/desk/components/change-answers.tsx";
import { RequestWork } from "#app/hours/components/request-work.tsx";
import { requestRefusalWords } from "#app/requests/components/words.ts";
import { moveForm } from "#app/requests/request-form.server.ts";
import { moveRequest } from "#app/requests/move-request.server.ts";
import { getRequestPage } from "#app/desk/request-page.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Card } from "#app/ui/card.tsx";
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
  const scope = await requireClient(request);
  const page = await getRequestPage(scope, uuidParam(params["requestId"]));
  return { ...page, change: await getChangePanel(scope, page.request), formKey: randomUUID() };
}

const form = z.discriminatedUnion("intent", [moveForm, ...clientChangeForms]);

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  const id = uuidParam(params["requestId"]);
  const sent = await readForm(request, form);
  if (sent.status !== "success") return data({ refused: [m.form_invalid()] }, { status: 400 });
  if (sent.value.intent !== "move") {
    const reply = await actOnOwnChange(scope, id, sent.value);
    if ("refused" in reply) return data({ refused: [reply.refused] }, { status: 409 });
    return redirectWithNotice(reply.to ?? `/requests/${id}`, { kind: "good", text: reply.done });
  }
  const done = await moveRequest(scope, { id, from: sent.value.from, to: sent.value.to });
  if (!done.ok) return data({ refused: [requestRefusalWords(done.refusal, done.now)] }, { status: 409 });
  return redirectWithNotice(`/requests/${id}`, {
    kind: "good",
    text: m.desk_asked_again({ number: done.value.number }),
  });
}

// After a refusal the page shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function RequestRoute() {
  const { request, entries, change, formKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={request.title}
        subtitle={`#${request.number}`}
        back={{ to: "/requests", label: m.desk_requests_title() }}
      />
      <Stack>
        <FormError errors={reply?.refused} />
        <RequestLayout
          asked={
            change ? (
              <ChangeAnswers change={change} base="/requests" zone={request.zone} />
            ) : (
              <RequestDescription request={request} />
            )
          }
          work={<RequestWork entries={entries} base="/hours" />}
          standing={
            <Stack>
              <Card title={m.desk_request_standing()} titleId="standing">
                <Stack>
                  <RequestFacts request={request} zone={request.zone} />
                  <RequestSteps by="client" state={request.state} />
                  {change && <ChangeSteps change={change} request={request} formKey={formKey} />}
                </Stack>
              </Card>
              {change && <ApprovalChain change={change} zone={request.zone} />}
            </Stack>
          }
        />
      </Stack>
    </>
  );
}
