import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { TimeFields } from "#app/hours/components/time-fields.tsx";
import { TimePreview } from "#app/hours/components/time-preview.tsx";
import { useLivePreview } from "#app/hours/components/use-live-preview.ts";
import type { PreviewReply } from "#app/hours/preview-reply.server.ts";
import type { TimeFormChoices } from "#app/hours/time-form-page.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

type TimeFormFields = {
  entryId: string;
  clientId: string;
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

interface NewTimeProps {
  entryId: string;
  requestId: string | null;
  choices: TimeFormChoices;
  /** What a timer has measured. */
  begun?: { workedOn?: string; start?: string; duration?: string; measured?: string };
  result: SubmissionResult<string[]> | null;
  preview: PreviewReply | null;
  /** The request has a price that is invoiced whatever time it takes. */
  fixedPrice?: boolean;
}

/** The form for new time, with what it costs beside it. */
export function NewTime({
  entryId,
  requestId,
  choices,
  begun: { measured, ...begun } = {},
  result,
  preview: first,
  fixedPrice = false,
}: NewTimeProps) {
  const freeType = fixedPrice ? choices.workTypes.find(({ free }) => free) : undefined;
  const onlyRequest = choices.requests.length === 1 ? choices.requests[0]?.id : undefined;
  const [form, fields] = useForm<TimeFormFields>({
    id: "time",
    lastResult: result,
    defaultValue: {
      entryId,
      requestId: requestId ?? onlyRequest ?? "",
      workedOn: choices.today,
      workTypeId: (freeType ?? choices.workTypes[0])?.id ?? "",
      nature: "reactive",
      ...begun,
    },
  });
  const { reply: beside, onInput, onSubmit } = useLivePreview(first, null);
  const late =
    (beside && "preview" in beside && beside.preview.lateAfterDays !== null) ||
    Boolean(fields.reason.errors) ||
    Boolean(fields.reason.value);
  if (choices.requests.length === 0)
    return (
      <Card padding="none">
        <EmptyState
          title={choices.clientName}
          action={
            <LinkButton to={`/staff/requests/new?client=${choices.clientId}`} tone="primary">
              {m.hours_time_request_new()}
            </LinkButton>
          }
        >
          {m.hours_time_request_none()}
        </EmptyState>
      </Card>
    );
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
          {choices.atMostMinutes !== null && (
            <Notice tone={choices.atMostMinutes === 0 ? "low" : "info"} quiet className="mb-4.5">
              {choices.atMostMinutes === 0
                ? m.owed_refuses()
                : m.owed_refuses_beyond({ left: formatMinutes(choices.atMostMinutes) })}
            </Notice>
          )}
          {fixedPrice && (
            <Notice tone={freeType ? "info" : "low"} quiet className="mb-4.5">
              {freeType ? m.hours_time_fixed_price({ type: freeType.name }) : m.hours_time_fixed_price_none()}
            </Notice>
          )}
          <input
            type="hidden"
            name="entryId"
            key={fields.entryId.key}
            defaultValue={textOf(fields.entryId)}
          />
          <input type="hidden" name="clientId" value={choices.clientId} />
          {measured && <input type="hidden" name="measured" value={measured} />}
          <p className="mb-4.5 flex flex-wrap items-baseline justify-between gap-3">
            <span className="text-lg font-semibold">{choices.clientName}</span>
            <TextLink to="/staff/time/new">{m.hours_time_client_change()}</TextLink>
          </p>
          <FormError id={form.errorId} errors={form.errors} className="mb-4.5" />
          <TimeFields fields={fields} choices={choices} typingAtOnce />
          {late && (
            <TextField
              field={fields.reason}
              label={m.hours_time_late_reason()}
              hint={m.hours_time_late_reason_hint()}
              autoComplete="off"
              className="mt-4.5"
            />
          )}
          <div className="mt-6">
            <ButtonRow>
              <SubmitButton name="intent" value="save">
                {m.hours_time_save()}
              </SubmitButton>
              <SubmitButton name="intent" value="preview" tone="secondary">
                {m.hours_time_preview()}
              </SubmitButton>
            </ButtonRow>
          </div>
        </Card>
      </Form>
      <TimePreview reply={beside} first={first !== null} />
    </CardGrid>
  );
}
