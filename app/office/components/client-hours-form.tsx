import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import type { HoursBehaviour } from "#app/office/store/client-settings.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface ClientHoursFormProps {
  hours: HoursBehaviour;
  formKey: string;
  lastResult: SubmissionResult | null;
}

/** When a client's hours count as low, what happens with work below zero, and with work and hours that come late. */
export function ClientHoursForm({ hours, formKey, lastResult }: ClientHoursFormProps) {
  const [form, fields] = useForm<{
    intent: string;
    id: string;
    thresholdMinutes: string;
    overagePolicy: string;
    fairnessDays: string;
    correctionGraceDays: string;
  }>({
    id: "hours",
    lastResult,
    defaultValue: {
      intent: "hours",
      id: formKey,
      thresholdMinutes: minutesAsTyped(hours.thresholdMinutes),
      overagePolicy: hours.overagePolicy,
      fairnessDays: String(hours.fairnessDays),
      correctionGraceDays: String(hours.correctionGraceDays),
    },
  });
  return (
    <Card title={m.desk_hours_settings()} titleId="hours-settings">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <ErrorSummary items={[]} formErrors={form.errors} />
        <HiddenField field={fields.intent} />
        <HiddenField field={fields.id} />
        <DurationField field={fields.thresholdMinutes} bareNumber="hours" label={m.desk_field_threshold()} />
        <RadioCards
          field={fields.overagePolicy}
          label={m.desk_field_overage()}
          choices={[
            {
              value: "cover_next",
              label: m.desk_overage_cover_next(),
              detail: m.desk_overage_cover_next_detail(),
            },
            { value: "invoice", label: m.desk_overage_invoice(), detail: m.desk_overage_invoice_detail() },
            { value: "refuse", label: m.desk_overage_refuse(), detail: m.desk_overage_refuse_detail() },
          ]}
        />
        <TextField
          field={fields.fairnessDays}
          label={m.desk_field_fairness()}
          hint={m.desk_field_fairness_hint()}
          inputMode="numeric"
          width="tiny"
          autoComplete="off"
        />
        <TextField
          field={fields.correctionGraceDays}
          label={m.desk_field_grace()}
          hint={m.desk_field_grace_hint()}
          inputMode="numeric"
          width="tiny"
          autoComplete="off"
        />
        <div>
          <SubmitButton tone="secondary" name="act" value="hours">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** Minutes as `2:00`, which the field reads back in every language. */
function minutesAsTyped(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
