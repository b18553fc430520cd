import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { ChangePreview, type Change } from "#app/hours/adjustments/components/adjust-forms.tsx";
import type { ExtendPage } from "#app/hours/adjustments/extend-hours.server.ts";
import type { ExtendableLot } from "#app/hours/store/block-list.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

interface ExtendFormProps {
  page: ExtendPage;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
  change: Change | null;
}

/** Lets a block live on, or revives one that lapsed: which one, until when, why. */
export function ExtendForm({ page, formKey, lastResult, change }: ExtendFormProps) {
  const [form, fields] = useForm<{ key: string; lotId: string; validUntil: string; reason: string }>({
    id: "extend",
    lastResult,
    defaultValue: { key: formKey, lotId: String(page.lots[0]?.lotId ?? "") },
  });
  if (page.lots.length === 0)
    return (
      <Card padding="none">
        <EmptyState title={m.manage_extend_none()} icon="hours">
          {m.manage_extend_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <Card title={m.manage_extend_title()} titleId="extend-title" padding="large">
      <p className="mb-4 text-muted">{m.manage_extend_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <ErrorSummary
          items={[
            { id: fields.lotId.id, label: m.manage_field_block(), errors: fields.lotId.errors },
            { id: fields.validUntil.id, label: m.manage_field_new_until(), errors: fields.validUntil.errors },
            { id: fields.reason.id, label: m.manage_field_reason(), errors: fields.reason.errors },
          ]}
          formErrors={form.errors}
        />
        <input type="hidden" name="key" key={fields.key.key} defaultValue={textOf(fields.key)} />
        <RadioCards
          field={fields.lotId}
          label={m.manage_field_block()}
          choices={page.lots.map((lot) => ({ value: String(lot.lotId), ...lotWords(lot, page.today) }))}
        />
        <DayField field={fields.validUntil} label={m.manage_field_new_until()} />
        <TextArea
          field={fields.reason}
          label={m.manage_field_reason()}
          hint={m.manage_field_reason_hint()}
          rows={2}
        />
        <ChangePreview change={change} />
        <ButtonRow>
          <SubmitButton name="intent" value="save">
            {m.manage_extend()}
          </SubmitButton>
          <SubmitButton name="intent" value="preview" tone="secondary">
            {m.manage_preview()}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function lotWords(lot: ExtendableLot, today: string): { label: string; detail: string } {
  const minutes = formatMinutes(lot.leftMinutes + lot.lapsedMinutes);
  const day = formatDay(lot.lastDay);
  return {
    label: m.manage_block({ block: lot.lotId, minutes }),
    detail: lot.lastDay < today ? m.manage_block_lapsed({ day }) : m.manage_block_until({ day }),
  };
}
