import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import { Conversation } from "#app/desk/components/conversation.tsx";
import { MergedNotice } from "#app/desk/components/merged-notice.tsx";
import { ClientReply } from "#app/desk/components/reply-forms.tsx";
import { RequestClocks } from "#app/desk/components/request-clocks.tsx";
import { RequestDescription, RequestFacts } from "#app/desk/components/request-facts.tsx";
import { RequestLayout } from "#app/desk/components/request-layout.tsx";
import { actOnOwnChange } from "#app/desk/change-action.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { ApprovalChain, ChangeSteps, isApproved } from "#app/desk/components/approval-chain.tsx";
import { ClientEffect } from "#app/desk/components/effect-lines.tsx";
import { ChangeAnswers } from "#app/desk/components/change-answers.tsx";
import { useLive } from "#app/desk/components/use-live.ts";
import { actRefusalWords } from "#app/desk/components/words.ts";
import { ownRequestForm } from "#app/desk/request-page-forms.server.ts";
import { getRequestPage } from "#app/desk/request-page.server.ts";
import { RequestWork } from "#app/hours/components/request-work.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { checkFiles, filesLimits } from "#app/requests/read-files.server.ts";
import { inFilesTurn } from "#app/requests/files-turn.server.ts";
import { requireRequest } from "#app/requests/require-request.server.ts";
import { addComment } from "#app/requests/add-comment.server.ts";
import { RequestSteps } from "#app/requests/components/request-actions.tsx";
import { moveRequest } from "#app/requests/move-request.server.ts";
import { isClosed } from "#app/requests/rules/request-state.ts";
import { Card } from "#app/ui/card.tsx";
import { FormReplies, withFieldError, type FormReply } from "#app/ui/fields/reply-form.tsx";
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
  const { mspName } = await requireSignedIn(request);
  const page = await getRequestPage(scope, uuidParam(params["requestId"]));
  return { ...page, mspName, change: await getChangePanel(scope, page.request), formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireClient(request);
  const id = uuidParam(params["requestId"]);
  await requireRequest(scope, id);
  return inFilesTurn(request, scope, () => act(request, scope, id));
}

async function act(request: Request, scope: ClientScope, id: string) {
  const form = await readForm(request, ownRequestForm, filesLimits);
  const typed = form.reply();
  if (form.status !== "success") return refuse(m.form_invalid(), 400, typed);
  if (form.value.intent !== "move" && form.value.intent !== "comment") {
    const reply = await actOnOwnChange(scope, id, form.value);
    if ("refused" in reply) return refuse(reply.refused, 409, withFieldError(typed, reply));
    return redirectWithNotice(reply.to ?? `/requests/${id}`, { kind: "good", text: reply.done });
  }
  if (form.value.intent === "comment") return writeComment(scope, id, form.value, typed);
  const done = await moveRequest(scope, { id, from: form.value.from, to: form.value.to });
  if (!done.ok) return refuse(actRefusalWords(done), 409, typed);
  const { number, state } = done.value;
  const text = state === "withdrawn" ? m.change_did_withdraw({ number }) : m.desk_asked_again({ number });
  return redirectWithNotice(`/requests/${id}`, { kind: "good", text });
}

/** Says why nothing was done; what was typed comes back. */
const refuse = (words: string, status: number, typed: FormReply) =>
  data({ refused: [words], typed }, { status });

type Comment = { id: string; body: string; files: File[] };

async function writeComment(
  scope: ClientScope,
  requestId: string,
  { id, body, files }: Comment,
  typed: FormReply,
) {
  const checked = await checkFiles(files);
  if (!checked.ok) return refuse(checked.words, 400, typed);
  const done = await addComment(scope, { id, requestId, body, files: checked.value });
  if (!done.ok) return refuse(actRefusalWords(done), 409, typed);
  const text = m.queue_sent({ number: done.value.number });
  return redirectWithNotice(`/requests/${requestId}`, { kind: "good", text });
}

// After a refusal the page shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function RequestRoute() {
  const { request, entries, comments, hasOlder, files, clocks, commentId, mspName, change, formKey } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  useLive();
  return (
    <>
      <PageHeader
        title={request.title}
        subtitle={`#${request.number}`}
        back={{ to: "/requests", label: m.desk_requests_title() }}
      />
      <Stack>
        <FormError errors={reply?.refused} />
        <MergedNotice merged={request.merged} base="/requests" />
        <FormReplies reply={reply?.typed}>
          <RequestLayout
            asked={
              change ? (
                <ChangeAnswers change={change} base="/requests" zone={request.zone} />
              ) : (
                <RequestDescription request={request} files={files} base="/files" />
              )
            }
            work={
              <Stack>
                <Card title={m.queue_talk_title()} titleId="talk">
                  <Stack>
                    <Conversation
                      comments={comments}
                      hasOlder={hasOlder}
                      files={files}
                      base="/files"
                      zone={request.zone}
                      mspName={mspName}
                    />
                    {!isClosed(request.state) && (
                      <ClientReply
                        id={commentId}
                        waits={request.state === "waiting"}
                        asked={hasOlder || comments.some(({ byStaff }) => byStaff)}
                      />
                    )}
                  </Stack>
                </Card>
                <RequestWork entries={entries} base="/hours" />
              </Stack>
            }
            standing={
              <Stack>
                <Card title={m.desk_request_standing()} titleId="standing">
                  <Stack>
                    <RequestFacts request={request} zone={request.zone} approved={isApproved(change)} />
                    {!request.merged && (
                      <RequestSteps by="client" state={request.state} kind={change ? "change" : "plain"} />
                    )}
                    {change && <ChangeSteps change={change} request={request} formKey={formKey} />}
                  </Stack>
                </Card>
                {change && <ApprovalChain change={change} zone={request.zone} />}
                {change && <ClientEffect lines={change.preview} />}
                <RequestClocks clocks={clocks} zone={request.zone} />
              </Stack>
            }
          />
        </FormReplies>
      </Stack>
    </>
  );
}
