import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { forgetAnswer, getAnswers, saveAnswer } from "#app/desk/save-answer.server.ts";
import { answerForm } from "#app/desk/settings-forms.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormReplies, ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.queue_answers() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  return { answers: await getAnswers(scope), newId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const form = await readForm(request, answerForm);
  if (form.status !== "success")
    return data({ refused: [m.form_invalid()], typed: form.reply() }, { status: 400 });
  if (form.value.intent === "remove") {
    await forgetAnswer(scope, form.value.id);
    return redirectWithNotice("/staff/settings/answers", { kind: "good", text: m.queue_answer_removed() });
  }
  const { id, name, body } = form.value;
  await saveAnswer(scope, { id, name, body });
  return redirectWithNotice("/staff/settings/answers", { kind: "good", text: m.queue_answer_saved() });
}

export default function StaffAnswers() {
  const { answers, newId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={m.queue_answers()} subtitle={m.queue_answers_hint()} />
      <Stack className="max-w-3xl">
        <FormError errors={reply?.refused} />
        {answers.length === 0 && (
          <Card padding="none">
            <EmptyState title={m.queue_answers_none()} icon="requests">
              {m.queue_answers_none_hint()}
            </EmptyState>
          </Card>
        )}
        <FormReplies reply={reply?.typed}>
          {answers.map((answer) => (
            <Card key={answer.id} title={answer.name} titleId={`answer-${answer.id}`}>
              <AnswerForm id={answer.id} name={answer.name} body={answer.body} isNew={false} />
            </Card>
          ))}
          <Card title={m.queue_answer_add()} titleId="add">
            <AnswerForm key={newId} id={newId} name="" body="" isNew />
          </Card>
        </FormReplies>
      </Stack>
    </>
  );
}

function AnswerForm({ id, name, body, isNew }: { id: string; name: string; body: string; isNew: boolean }) {
  return (
    // A new answer's id is another each time the page is made.
    <ReplyForm which={isNew ? { of: "new" } : { id }} className="grid gap-3">
      {isNew && <input type="hidden" name="id" value={id} />}
      <TextField
        field={{ id: `name-${id}`, name: "name", required: true, maxLength: 60, initialValue: name }}
        label={m.queue_answer_name()}
        autoComplete="off"
      />
      <TextArea
        field={{ id: `body-${id}`, name: "body", required: true, maxLength: 4000, initialValue: body }}
        label={m.queue_answer_body()}
      />
      <ButtonRow>
        <SubmitButton name="intent" value="save" tone={isNew ? "primary" : "secondary"} size="small">
          {m.queue_answer_save()}
        </SubmitButton>
        {!isNew && (
          <SubmitButton name="intent" value="remove" tone="quiet" size="small">
            {m.queue_answer_remove()}
          </SubmitButton>
        )}
      </ButtonRow>
    </ReplyForm>
  );
}
