import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { mergeRequests } from "#app/desk/act-on-request.server.ts";
import { useQueuePlace } from "#app/desk/components/queue-place.ts";
import { actRefusalWords } from "#app/desk/components/words.ts";
import { getMergePage, mergeForm, type MergePage } from "#app/desk/merge-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { FormReplies, type FormReply } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.queue_merge_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  return getMergePage(scope, new URL(request.url).searchParams);
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const form = await readForm(request, mergeForm);
  if (form.status !== "success")
    return data({ refused: [m.queue_merge_choose()], typed: form.reply() }, { status: 400 });
  const { id, into, words } = form.value;
  const { done, refused } = await mergeRequests(scope, id, { into, words });
  if (refused.length === 0)
    return redirectWithNotice(`/staff/requests/${into}`, {
      kind: "good",
      text: m.queue_merged_count({ count: done.length }),
    });
  const left = refused.map((one) =>
    m.queue_bulk_left({ number: one.number, why: actRefusalWords(one.refused) }),
  );
  return data({ refused: left, typed: form.reply() }, { status: 409 });
}

export default function MergeRequests() {
  const { chosen, targets, search } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const queue = useQueuePlace();
  const isSearched = chosen.length > 0 && (targets.length > 0 || search !== "" || chosen.length === 1);
  return (
    <>
      <PageHeader
        title={m.queue_merge_title()}
        subtitle={m.queue_merge_hint()}
        back={{ to: queue, label: m.desk_requests_title() }}
      />
      <Stack className="max-w-3xl">
        <FormError errors={reply?.refused} />
        <Card title={m.queue_merge_which()} titleId="which">
          {chosen.length === 0 ? (
            <p>{m.queue_merge_none()}</p>
          ) : (
            <EntryList
              rows={chosen.map(({ id, number, title, clientName, requesterName }) => ({
                key: id,
                title: `#${number} ${title}`,
                detail: [clientName, requesterName].filter(Boolean).join(" · "),
              }))}
            />
          )}
        </Card>
        {chosen.length > 1 && targets.length === 0 && (
          <Notice tone="low">{m.queue_refused_other_client()}</Notice>
        )}
        {isSearched && <MergeInto {...{ chosen, targets, search }} typed={reply?.typed} />}
      </Stack>
    </>
  );
}

function MergeInto({ chosen, targets, search, typed }: MergePage & { typed: FormReply | undefined }) {
  const ids = chosen.map(({ id }) => id);
  return (
    <Card title={m.queue_merge_into()} titleId="into-title">
      <Stack>
        <MergeSearch ids={ids} search={search} />
        <FormReplies reply={typed}>
          <Form method="post" className="grid gap-4">
            {ids.map((id) => (
              <input key={id} type="hidden" name="id" value={id} />
            ))}
            {targets.length === 0 ? (
              <p role="status">{m.queue_merge_not_found()}</p>
            ) : (
              <RadioCards
                key={targets.map(({ id }) => id).join()}
                field={{
                  id: "into",
                  name: "into",
                  required: true,
                  initialValue: chosen.length > 1 ? ids[0] : undefined,
                }}
                label={m.queue_merge_into()}
                hideLabel
                choices={targets.map(({ id, number, title, requesterName }) => ({
                  value: id,
                  label: `#${number} ${title}`,
                  detail: requesterName,
                }))}
              />
            )}
            <TextArea
              field={{ id: "words", name: "words", maxLength: 8000 }}
              label={m.queue_merge_words()}
              hint={m.queue_merge_words_hint()}
              optional
            />
            <ButtonRow>
              <SubmitButton>{m.queue_merge()}</SubmitButton>
            </ButtonRow>
          </Form>
        </FormReplies>
      </Stack>
    </Card>
  );
}

/** Looks for another request of the client; the chosen ones stay in the address. */
function MergeSearch({ ids, search }: { ids: string[]; search: string }) {
  return (
    <Form method="get" role="search" className="flex flex-wrap items-end gap-2.5">
      {ids.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <TextField
        key={search}
        className="flex-1 basis-60"
        field={{ id: "q", name: "q", initialValue: search, maxLength: 100 }}
        label={m.queue_merge_search()}
        autoComplete="off"
      />
      <SubmitButton tone="secondary">{m.desk_search()}</SubmitButton>
    </Form>
  );
}
