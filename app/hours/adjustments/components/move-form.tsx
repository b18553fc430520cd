import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { MovedBalance, MovePage, MovePreview } from "#app/hours/adjustments/move-hours.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DefinitionList, EmptyState } from "#app/ui/lists.tsx";

interface MoveFormProps {
  page: MovePage;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
  preview: MovePreview | null;
}

/** Moves hours to another client's account, with a reason and a look at both balances after. */
export function MoveForm({ page, formKey, lastResult, preview }: MoveFormProps) {
  const [form, fields] = useForm<{ key: string; toId: string; minutes: string; reason: string }>({
    id: "move",
    lastResult,
    defaultValue: { key: formKey },
  });
  if (page.others.length === 0)
    return (
      <Card padding="none">
        <EmptyState title={m.manage_move_title()} icon="clients">
          {m.manage_move_nobody()}
        </EmptyState>
      </Card>
    );
  return (
    <Card
      title={m.manage_move_title()}
      titleId="move-title"
      padding="large"
      aside={`${m.manage_balance_now()}: ${formatMinutes(page.netMinutes)}`}
    >
      <p className="mb-4 text-muted">{m.manage_move_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <ErrorSummary
          items={[
            { id: fields.toId.id, label: m.manage_move_to(), errors: fields.toId.errors },
            { id: fields.minutes.id, label: m.manage_field_duration(), errors: fields.minutes.errors },
            { id: fields.reason.id, label: m.manage_field_reason(), errors: fields.reason.errors },
          ]}
          formErrors={form.errors}
        />
        <input type="hidden" name="key" key={fields.key.key} defaultValue={textOf(fields.key)} />
        <Select
          field={fields.toId}
          label={m.manage_move_to()}
          placeholder={m.manage_move_choose()}
          options={page.others.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DurationField field={fields.minutes} bareNumber="hours" label={m.manage_field_duration()} />
        <TextArea
          field={fields.reason}
          label={m.manage_field_reason()}
          hint={m.manage_move_reason_hint()}
          rows={2}
        />
        <Balances preview={preview} />
        <ButtonRow>
          <SubmitButton name="intent" value="save">
            {m.manage_move()}
          </SubmitButton>
          <SubmitButton name="intent" value="preview" tone="secondary">
            {m.manage_move_preview()}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function Balances({ preview }: { preview: MovePreview | null }) {
  return (
    <div role="status" className={preview ? "grid gap-5" : undefined}>
      {preview &&
        [preview.from, preview.to].map((balance, side) => <BalanceOf key={side} balance={balance} />)}
    </div>
  );
}

function BalanceOf({ balance: { name, beforeMinutes, afterMinutes } }: { balance: MovedBalance }) {
  const after = (
    <span className={afterMinutes < 0 ? "text-negative" : undefined}>{formatMinutes(afterMinutes)}</span>
  );
  return (
    <DefinitionList
      layout="sum"
      items={[
        { term: m.manage_move_now({ client: name }), value: formatMinutes(beforeMinutes) },
        { term: m.manage_move_after({ client: name }), value: after, total: true },
      ]}
    />
  );
}
