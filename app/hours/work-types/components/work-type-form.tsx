import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import type { WorkTypeTerms } from "#app/hours/work-types/work-type-store.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

type Fields = Record<
  | "id"
  | "nl"
  | "de"
  | "en"
  | "minimumMinutes"
  | "roundingMinutes"
  | "multiplierPercent"
  | "free"
  | "active"
  | "position",
  string
>;

/** A kind of work: its name in each language, and how its minutes are counted. */
export function WorkTypeForm({
  workType,
  lastResult,
}: {
  workType: WorkTypeTerms;
  lastResult: SubmissionResult | null;
}) {
  const { id, names, free, active } = workType;
  const [form, fields] = useForm<Fields>({
    id: "work-type",
    lastResult,
    defaultValue: {
      id,
      ...names,
      free: free ? "on" : "",
      active: active ? "on" : "",
      minimumMinutes: String(workType.minimumMinutes),
      roundingMinutes: String(workType.roundingMinutes),
      multiplierPercent: String(workType.multiplierPercent),
      position: String(workType.position),
    },
  });
  const minutes = <span className="text-muted">{m.desk_minutes_unit()}</span>;
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-3xl">
      <HiddenField field={fields.id} />
      <Card padding="large">
        <div className="grid gap-4.5 roomy:grid-cols-3">
          {locales.map((locale) => (
            <TextField
              key={locale}
              field={fields[locale]}
              label={m.desk_work_type_name_in({ language: languageName(locale) })}
              autoComplete="off"
            />
          ))}
          <TextField
            field={fields.minimumMinutes}
            label={m.desk_work_type_minimum()}
            inputMode="numeric"
            width="tiny"
            after={minutes}
          />
          <TextField
            field={fields.roundingMinutes}
            label={m.desk_work_type_rounding()}
            inputMode="numeric"
            width="tiny"
            after={minutes}
          />
          <TextField
            field={fields.multiplierPercent}
            label={m.desk_work_type_multiplier()}
            inputMode="numeric"
            width="tiny"
            after={<span className="text-muted">%</span>}
          />
          <TextField
            field={fields.position}
            label={m.desk_work_type_position()}
            inputMode="numeric"
            width="tiny"
          />
        </div>
        <div className="mt-3">
          <Checkbox
            field={fields.free}
            label={m.desk_work_type_is_free()}
            hint={m.desk_work_type_is_free_hint()}
          />
          <Checkbox
            field={fields.active}
            label={m.desk_work_type_is_active()}
            hint={m.desk_work_type_is_active_hint()}
          />
        </div>
        <p className="mt-3 text-sm text-muted">{m.desk_work_type_keeps()}</p>
        <div className="mt-5">
          <ButtonRow>
            <SubmitButton>{m.desk_save()}</SubmitButton>
            <LinkButton to="/staff/settings/work-types" tone="quiet">
              {m.desk_cancel()}
            </LinkButton>
          </ButtonRow>
        </div>
      </Card>
    </Form>
  );
}
