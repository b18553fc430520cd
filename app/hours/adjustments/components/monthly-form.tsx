import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { MonthlyPage } from "#app/hours/adjustments/monthly-hours.server.ts";
import { formatDay, formatInstant, formatMinutes, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { EntryList } from "#app/ui/lists.tsx";

interface MonthlyFormProps {
  page: MonthlyPage;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** What a client gets each month: how much, from when, and what becomes of the rest. */
export function MonthlyForm({ page, formKey, lastResult }: MonthlyFormProps) {
  const { inForce, months } = page;
  const [form, fields] = useForm<{ key: string; minutes: string; rolloverMonths: string; fromMonth: string }>(
    {
      id: "monthly",
      lastResult,
      defaultValue: {
        key: formKey,
        minutes: inForce ? minutesAsTyped(inForce.minutes) : "",
        rolloverMonths: String(inForce?.rolloverMonths ?? 0),
        fromMonth: months[0],
      },
    },
  );
  return (
    <Card title={m.manage_monthly_title()} titleId="monthly-title" padding="large">
      <p className="mb-4 text-muted">{m.manage_monthly_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <ErrorSummary
          items={[
            { id: fields.minutes.id, label: m.manage_field_month_minutes(), errors: fields.minutes.errors },
          ]}
          formErrors={form.errors}
        />
        <input type="hidden" name="key" key={fields.key.key} defaultValue={textOf(fields.key)} />
        <DurationField
          field={fields.minutes}
          bareNumber="hours"
          label={m.manage_field_month_minutes()}
          hint={m.manage_field_month_minutes_hint()}
        />
        <Select
          field={fields.rolloverMonths}
          label={m.manage_field_rollover()}
          options={Array.from({ length: 13 }, (_, count) => ({
            value: String(count),
            label: rolloverWords(count),
          }))}
        />
        <RadioCards
          field={fields.fromMonth}
          label={m.manage_field_from_month()}
          layout="row"
          choices={months.map((month) => ({ value: month, label: formatDay(month, "month") }))}
        />
        <div>
          <SubmitButton>{m.manage_save()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** All that was ever set, the latest on top. */
export function MonthlyRecord({ page }: { page: MonthlyPage }) {
  if (page.settings.length === 0) return null;
  return (
    <Card title={m.manage_monthly_record()} titleId="monthly-record">
      <EntryList
        rows={page.settings.map((setting) => ({
          key: `${setting.setAt.toISOString()} ${setting.fromMonth}`,
          title:
            setting.minutes === 0
              ? m.manage_monthly_ends({ month: formatDay(setting.fromMonth, "month") })
              : m.manage_monthly_from({
                  minutes: formatMinutes(setting.minutes),
                  month: formatDay(setting.fromMonth, "month"),
                }),
          detail: [
            ...(setting.minutes === 0 ? [] : [rolloverWords(setting.rolloverMonths)]),
            m.manage_monthly_by({ name: setting.setBy, at: formatInstant(setting.setAt, page.zone) }),
          ].join(" · "),
        }))}
      />
    </Card>
  );
}

function rolloverWords(count: number): string {
  return count === 0 ? m.manage_rollover_none() : m.manage_rollover({ count, months: formatNumber(count) });
}

function minutesAsTyped(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
