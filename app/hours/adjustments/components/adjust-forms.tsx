import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

/** What the balance is and would be, in minutes. */
export type Change = { beforeMinutes: number; afterMinutes: number };

interface AdjustFormProps {
  kind: "give" | "take";
  formKey: string;
  /** The last day proposed, for hours that are given. */
  proposedUntil: string;
  lastResult: SubmissionResult<string[]> | null;
  change: Change | null;
}

/** Gives hours or takes them off, with a reason and a look at the balance after. */
export function AdjustForm({ kind, formKey, proposedUntil, lastResult, change }: AdjustFormProps) {
  const [form, fields] = useForm<{
    key: string;
    kind: string;
    minutes: string;
    reason: string;
    validUntil: string;
  }>({
    id: kind,
    lastResult,
    defaultValue: { key: formKey, kind, validUntil: kind === "give" ? proposedUntil : undefined },
  });
  const gives = kind === "give";
  return (
    <Card
      title={gives ? m.manage_give_title() : m.manage_take_title()}
      titleId={`${kind}-title`}
      padding="large"
    >
      <p className="mb-4 text-muted">{gives ? m.manage_give_text() : m.manage_take_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <ErrorSummary
          items={[
            { id: fields.minutes.id, label: m.manage_field_duration(), errors: fields.minutes.errors },
            { id: fields.reason.id, label: m.manage_field_reason(), errors: fields.reason.errors },
            { id: fields.validUntil.id, label: m.manage_field_until(), errors: fields.validUntil.errors },
          ]}
          formErrors={form.errors}
        />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="key" key={fields.key.key} defaultValue={textOf(fields.key)} />
        <DurationField field={fields.minutes} bareNumber="hours" label={m.manage_field_duration()} />
        <TextArea
          field={fields.reason}
          label={m.manage_field_reason()}
          hint={m.manage_field_reason_hint()}
          rows={2}
        />
        {gives && (
          <DayField
            field={fields.validUntil}
            label={m.manage_field_until()}
            hint={m.manage_field_until_hint()}
            optional
          />
        )}
        <ChangePreview change={change} />
        <ButtonRow>
          <SubmitButton name="intent" value="save" tone={gives ? "primary" : "danger"}>
            {gives ? m.manage_give() : m.manage_take()}
          </SubmitButton>
          <SubmitButton name="intent" value="preview" tone="secondary">
            {m.manage_preview()}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

/** The balance before and after, once somebody asked to see it. */
export function ChangePreview({ change }: { change: Change | null }) {
  return (
    <div role="status">
      {change && (
        <DefinitionList
          layout="sum"
          items={[
            { term: m.manage_balance_now(), value: <Balance minutes={change.beforeMinutes} /> },
            { term: m.manage_balance_after(), value: <Balance minutes={change.afterMinutes} />, total: true },
          ]}
        />
      )}
    </div>
  );
}

function Balance({ minutes }: { minutes: number }) {
  return <span className={minutes < 0 ? "text-negative" : undefined}>{formatMinutes(minutes)}</span>;
}
