import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { hoursChoices } from "#app/clients/rules/ending.ts";
import { hoursChoiceWords } from "#app/office/ending/words.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

interface EndFormProps {
  name: string;
  today: string;
  netMinutes: number;
  peopleWithAccess: number;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** From which day a client ends, what becomes of its hours, and why. */
export function EndForm({ name, today, netMinutes, peopleWithAccess, formKey, lastResult }: EndFormProps) {
  const [form, fields] = useForm<{ key: string; fromOn: string; hours: string; reason: string }>({
    id: "end-client",
    lastResult,
    defaultValue: { key: formKey, fromOn: today, hours: "keep" },
  });
  return (
    <Card title={m.office_end_title()} titleId="end-title" padding="large">
      <p className="mb-4 text-muted">{m.office_end_text({ count: peopleWithAccess })}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <input type="hidden" name="intent" value="end" />
        <HiddenField field={fields.key} />
        <FormError id={form.errorId} errors={form.errors} />
        <DayField
          field={fields.fromOn}
          label={m.office_end_from()}
          hint={m.office_end_from_hint()}
          min={today}
        />
        <RadioCards
          field={fields.hours}
          label={m.office_end_hours({ balance: formatMinutes(netMinutes) })}
          choices={hoursChoices.map((value) => ({
            value,
            label: hoursChoiceWords[value].label(),
            detail: hoursChoiceWords[value].detail(),
          }))}
        />
        <TextArea
          field={fields.reason}
          label={m.office_end_reason()}
          hint={m.office_end_reason_hint()}
          rows={2}
        />
        <div>
          <SubmitButton tone="danger">{m.office_end_button({ name })}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
