import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { redirect, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";

import type { z } from "zod";

import { actOnRequest, undoAct, type RequestAct } from "#app/desk/act-on-request.server.ts";
import { ArrivedText } from "#app/desk/components/arrived-text.tsx";
import { CloseChange } from "#app/desk/components/close-change.tsx";
import { MergedHere, MergedNotice } from "#app/desk/components/merged-notice.tsx";
import { QueueActs } from "#app/desk/components/queue-acts.tsx";
import { RequestClocks } from "#app/desk/components/request-clocks.tsx";
import { RequestDescription, RequestFacts } from "#app/desk/components/request-facts.tsx";
import { RequestLayout } from "#app/desk/components/request-layout.tsx";
import { actOnChange, isChangeForm } from "#app/desk/change-action.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { ApprovalChain, ChangeSteps } from "#app/desk/components/approval-chain.tsx";
import { ChangeAnswers } from "#app/desk/components/change-answers.tsx";
import { Checklist, EffectPreview } from "#app/desk/components/checklist.tsx";
import { StaffTalk } from "#app/desk/components/staff-talk.tsx";
import { RequestTimer } from "#app/desk/components/request-timer.tsx";
import { QueueNeighbours } from "#app/desk/components/queue-neighbours.tsx";
import { useQueuePlace } from "#app/desk/components/queue-place.ts";
import { useLive } from "#app/desk/components/use-live.ts";
import { useRequestPageActs } from "#app/desk/components/use-request-page-acts.ts";
import { actedWords, actRefusalWords, undoneWords } from "#app/desk/components/words.ts";
import { staffRequestForm } from "#app/desk/request-page-forms.server.ts";
import { getStaffRequestPage } from "#app/desk/request-page.server.ts";
import { withAnswer } from "#app/desk/save-answer.server.ts";
import { discardTimer, findTimerForm, startTimer } from "#app/desk/run-timer.server.ts";
import { RequestWork } from "#app/hours/components/request-work.tsx";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { useShortcutsOn } from "#app/office/components/use-shortcuts.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { checkFiles, filesLimits } from "#app/requests/read-files.server.ts";
import { inFilesTurn } from "#app/requests/files-turn.server.ts";
import { requireRequest } from "#app/requests/require-request.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { AssignForm, RequestSteps } from "#app/requests/components/request-actions.tsx";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { useKeptFocus } from "#app/ui/fields/kept-focus.ts";
import { useKeptReply } from "#app/ui/fields/kept-reply.ts";
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
  const scope = await requireStaff(request);
  const { zone, mspName } = await requireSignedIn(request);
  const page = await getStaffRequestPage(scope, uuidParam(params["requestId"]));
  const change = await getChangePanel(scope, page.request);
  const mayWork = may(scope, requestsAccess.work);
  return { ...page, change, zone, mspName, me: scope.userId, mayWork, formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const id = uuidParam(params["requestId"]);
  await requireRequest(scope, id);
  return inFilesTurn(request, scope, () => act(request, scope, id));
}

async function act(request: Request, scope: StaffScope, id: string) {
  const form = await readForm(request, staffRequestForm, filesLimits);
  const typed = form.reply();
  const answerId = new URL(request.url).searchParams.get("answer");
  if (answerId !== null && typed.initialValue?.["intent"] === "comment")
    return data({ refused: [], typed: await withAnswer(scope, answerId, typed) }, { status: 200 });
  if (form.status !== "success") return refuse(m.form_invalid(), 400, typed);
  const here = `/staff/requests/${id}`;
  if (form.value.intent === "timer") return runTimer(scope, id, form.value.act);
  if (form.value.intent === "undo-act") return undo(scope, here, form.value.act);
  const value = form.value;
  if (value.intent === "note" || value.intent === "comment") return writeText(scope, id, value, typed);
  if (isChangeForm(value)) {
    const reply = await actOnChange(scope, id, value);
    if ("refused" in reply) return refuse(reply.refused, 409, withFieldError(typed, reply));
    return redirectWithNotice(reply.to ?? here, { kind: "good", text: reply.done });
  }
  const asked: RequestAct = value;
  const { zone } = await requireSignedIn(request);
  const done = await actOnRequest(scope, id, asked);
  if (!done.ok) return refuse(actRefusalWords(done), 409, typed);
  return redirectWithNotice(here, {
    kind: "good",
    text: actedWords(asked, done.value, zone),
    ...(done.undo && { undo: { to: here, act: done.undo } }),
  });
}

/** Undoes what was done just now; the notice of an act in the queue may be followed here. */
async function undo(scope: StaffScope, here: string, actId: string) {
  const { done, refused } = await undoAct(scope, actId);
  const text = undoneWords(done);
  if (text && refused.length === 0) return redirectWithNotice(here, { kind: "good", text });
  const left = refused.map((one) =>
    m.queue_bulk_left({ number: one.number, why: actRefusalWords(one.refused) }),
  );
  const said = [...(text ? [text] : []), ...left];
  return data(
    { refused: said.length > 0 ? said : [m.queue_refused_undo_late()], typed: null },
    { status: 409 },
  );
}

/** Says why nothing was done; what was typed comes back, by the form that it was typed in. */
const refuse = (words: string, status: number, typed: FormReply | null) =>
  data({ refused: [words], typed }, { status });

type StaffText = Extract<z.output<typeof staffRequestForm>, { intent: "note" | "comment" }>;

/** Writes an internal note, or to the client; a refusal brings back what was typed. */
async function writeText(
  scope: StaffScope,
  id: string,
  { files: chosen, ...text }: StaffText,
  typed: FormReply,
) {
  const files = await checkFiles(chosen);
  if (!files.ok) return refuse(files.words, 400, typed);
  const done =
    text.intent === "note"
      ? await addNote(scope, { id: text.id, requestId: id, body: text.body, files: files.value })
      : await actOnRequest(scope, id, { ...text, files: files.value });
  if (!done.ok) return refuse(actRefusalWords(done), 409, typed);
  const words = text.intent === "note" ? m.queue_note_saved() : m.queue_sent({ number: done.value.number });
  return redirectWithNotice(`/staff/requests/${id}`, { kind: "good", text: words });
}

async function runTimer(scope: StaffScope, id: string, act: "start" | "stop" | "discard") {
  const here = `/staff/requests/${id}`;
  if (act === "stop") throw redirect((await findTimerForm(scope, id)) ?? here);
  if (act === "discard") {
    await discardTimer(scope, id);
    return redirectWithNotice(here, { kind: "good", text: m.queue_timer_discarded() });
  }
  const started = await startTimer(scope, id);
  if (!started.ok) return refuse(m.queue_timer_other({ number: started.number }), 409, null);
  return redirectWithNotice(here, { kind: "good", text: m.queue_timer_started() });
}

// After a refusal the page shows how things stand by now.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function StaffRequest() {
  const page = useLoaderData<typeof loader>();
  const { request, zone, mayWork } = page;
  const [reply, dismiss] = useKeptReply(useActionData<typeof action>());
  const queue = useQueuePlace();
  useLive();
  useKeptFocus("#request-standing");
  const neighbours = useRequestPageActs({
    ...page,
    timerOn: page.timer?.requestId ?? null,
    keysOn: useShortcutsOn(),
  });
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
        back={{ to: queue, label: m.desk_requests_title() }}
        actions={
          <>
            <QueueNeighbours {...neighbours} />
            {mayWork && (
              <LinkButton to={`/staff/time/new?request=${request.id}`} size="small">
                {m.desk_nav_log_time()}
              </LinkButton>
            )}
          </>
        }
      />
      <ArrivedText
        key={request.id}
        comments={page.comments}
        notes={page.notes}
        ownIds={[page.commentId, page.noteId]}
      />
      <Stack>
        <FormError errors={reply?.refused} dismiss={dismiss} />
        <MergedNotice merged={request.merged} base="/staff/requests" />
        <FormReplies reply={reply?.typed}>
          <RequestLayout
            asked={
              page.change ? (
                <ChangeAnswers change={page.change} base="/staff/requests" zone={request.zone} />
              ) : (
                <RequestDescription request={request} files={page.files} base="/staff/files" />
              )
            }
            work={
              <Stack>
                <MergedHere merged={page.mergedHere} />
                {page.change && (
                  <Checklist change={page.change} state={request.state} zone={zone} mayWork={mayWork} />
                )}
                <StaffTalk page={page} kind={page.change ? "change" : "plain"} />
                <RequestWork entries={page.entries} base="/staff/time" />
              </Stack>
            }
            standing={
              <Stack>
                <Card title={m.desk_request_standing()} titleId="standing">
                  <Stack>
                    <div id="request-standing" tabIndex={-1} className="rounded-lg">
                      <RequestFacts request={request} zone={zone} />
                    </div>
                    {mayWork && !request.merged && (
                      <RequestSteps
                        by="staff"
                        state={request.state}
                        kind={page.change ? "change" : "plain"}
                      />
                    )}
                    {mayWork && (
                      <AssignForm assigneeId={request.assigneeId} me={page.me} colleagues={page.colleagues} />
                    )}
                    {mayWork && <RequestTimer timer={page.timer} requestId={request.id} zone={zone} />}
                    {mayWork && <QueueActs request={request} zone={zone} />}
                    {mayWork && page.change && (isAtWork(request.state) || request.state === "scheduled") && (
                      <CloseChange state={request.state} />
                    )}
                    {mayWork && page.change && (
                      <ChangeSteps change={page.change} request={request} formKey={page.formKey} />
                    )}
                  </Stack>
                </Card>
                {page.change && <ApprovalChain change={page.change} zone={zone} forStaff />}
                {page.change && <EffectPreview change={page.change} zone={request.zone} />}
                <RequestClocks clocks={page.clocks} zone={zone} />
              </Stack>
            }
          />
        </FormReplies>
      </Stack>
    </>
  );
}
