import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { ApprovalSteps } from "#app/hours/approval/components/approval-steps.tsx";
import { DraftNotice } from "#app/hours/approval/components/draft-notice.tsx";
import { EntryHistory } from "#app/hours/components/entry-history.tsx";
import { TakeBack } from "#app/hours/components/take-back.tsx";
import { TimeFields } from "#app/hours/components/time-fields.tsx";
import { TimePreview } from "#app/hours/components/time-preview.tsx";
import { useLivePreview } from "#app/hours/components/use-live-preview.ts";
import type { PreviewReply } from "#app/hours/preview-reply.server.ts";
import { QueryThread } from "#app/hours/query/components/query-thread.tsx";
import { StateBadge } from "#app/hours/query/components/staff-query-table.tsx";
import type { getStaffEntryPage } from "#app/hours/staff-entry-page.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export type StaffEntryPage = Awaited<ReturnType<typeof getStaffEntryPage>> & { mayChange: boolean };
export type EditReply = {
  of: "change" | "delete";
  result: SubmissionResult<string[]>;
  preview: PreviewReply | null;
  stale?: boolean;
} | null;

/** A time entry to change or take back, with its history. */
export function EditTime({ page, reply }: { page: StaffEntryPage; reply: EditReply }) {
  const { entry, choices, history, talk } = page;
  const open = page.mayChange && !entry.deleted && talk.openQueryId === null;
  const { draft } = talk;
  return (
    <>
      <PageHeader
        title={m.hours_time_edit_title()}
        subtitle={`${choices.clientName} · ${entry.title}`}
        back={{ to: `/staff/requests/${entry.requestId}`, label: entry.title }}
      />
      <Stack>
        {entry.deleted && <Notice quiet>{m.hours_time_deleted_notice()}</Notice>}
        {talk.openQueryId && (
          <Notice
            tone="low"
            quiet
            action={<TextLink to={`/staff/queries/${talk.openQueryId}`}>{m.query_staff_to()}</TextLink>}
          >
            {m.query_staff_contested()}
          </Notice>
        )}
        {draft && <DraftNotice draft={draft} />}
        {reply?.stale && <StaleNotice page={page} />}
        {open && (draft?.mayChange ?? true) && (
          <ChangeForm page={page} reply={reply?.of === "change" ? reply : null} />
        )}
        <CardGrid>
          {history.length > 0 && (
            <Card title={m.hours_time_history_title()} titleId="history">
              <EntryHistory history={history} deleted={entry.deleted} />
            </Card>
          )}
          {talk.steps.length > 0 && (
            <Card title={m.approval_history_title()} titleId="approval">
              <ApprovalSteps steps={talk.steps} />
            </Card>
          )}
          {talk.queries.map((query) => (
            <Card
              key={query.id}
              title={m.query_thread_title()}
              titleId={`query-${query.id}`}
              aside={<StateBadge state={query.state} />}
            >
              <QueryThread lines={query.lines} />
            </Card>
          ))}
          {open && (draft?.mayWithdraw ?? true) && (
            <TakeBack
              clientId={choices.clientId}
              revision={entry.revision}
              version={draft?.version ?? 0}
              result={reply?.of === "delete" ? reply.result : null}
            />
          )}
        </CardGrid>
      </Stack>
    </>
  );
}

/** What holds now, for somebody who typed over an older state. */
function StaleNotice({ page: { entry, history } }: { page: StaffEntryPage }) {
  return (
    <Notice tone="low">
      {m.hours_stale_now({
        day: formatDay(entry.workedOn),
        worked: formatMinutes(entry.worked),
        billed: formatMinutes(entry.billable),
        name: history.at(-1)?.actor ?? entry.engineer,
      })}
    </Notice>
  );
}

type ChangeFields = {
  requestId: string;
  workedOn: string;
  start: string;
  end: string;
  duration: string;
  startHour: string;
  endHour: string;
  long: string;
  workTypeId: string;
  nature: string;
  note: string;
  internalNote: string;
  reason: string;
};

function ChangeForm({
  page: { own, entry, choices, talk },
  reply,
}: {
  page: StaffEntryPage;
  reply: EditReply;
}) {
  const [form, fields] = useForm<ChangeFields>({
    id: "change",
    lastResult: reply?.result ?? null,
    defaultValue: {
      requestId: entry.requestId,
      workedOn: own.workedOn,
      start: own.start ?? "",
      duration: `${Math.floor(entry.worked / 60)}:${String(entry.worked % 60).padStart(2, "0")}`,
      workTypeId: own.workTypeId,
      nature: entry.nature,
      note: entry.note,
      internalNote: own.internalNote,
    },
  });
  const {
    reply: beside,
    onInput,
    onSubmit,
  } = useLivePreview(reply?.preview ?? null, entry.id, `${entry.revision} ${talk.draft?.version ?? 0}`);
  return (
    <CardGrid columns="wide-first">
      <Form
        method="post"
        {...getFormProps(form)}
        onInput={onInput}
        onSubmitCapture={onSubmit}
        className="min-w-0"
      >
        <Card padding="large">
          <input type="hidden" name="clientId" value={choices.clientId} />
          {/* The revision on screen, not the one typed over: after a refusal the page shows what holds now. */}
          <input type="hidden" name="revision" value={entry.revision} />
          <input type="hidden" name="version" value={talk.draft?.version ?? 0} />
          <FormError id={form.errorId} errors={form.errors} className="mb-4.5" />
          <TimeFields fields={fields} choices={choices} />
          <TextField
            field={fields.reason}
            label={talk.draft ? m.approval_draft_reason() : m.hours_time_reason()}
            hint={m.hours_time_reason_hint()}
            optional={talk.draft !== null}
            autoComplete="off"
            className="mt-4.5"
          />
          <div className="mt-6">
            <ButtonRow>
              <SubmitButton name="intent" value="save">
                {talk.draft ? m.approval_draft_save() : m.hours_time_save_change()}
              </SubmitButton>
              <SubmitButton name="intent" value="preview" tone="secondary">
                {m.hours_time_preview()}
              </SubmitButton>
            </ButtonRow>
          </div>
        </Card>
      </Form>
      <TimePreview reply={beside} first={reply?.preview !== undefined && reply?.preview !== null} />
    </CardGrid>
  );
}
