import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { ClientSettings } from "#app/office/client-settings.server.ts";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { approvalSettings, type ApprovalSetting } from "#app/hours/rules/approval.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** What each setting is called. */
export const approvalWords = {
  none: m.approval_setting_none,
  lead: m.approval_setting_lead,
  client: m.approval_setting_client,
} satisfies Record<ApprovalSetting, () => string>;
const details = {
  none: m.approval_setting_none_detail,
  lead: m.approval_setting_lead_detail,
  client: m.approval_setting_client_detail,
} satisfies Record<ApprovalSetting, () => string>;

/** Whose word a client's time needs before it counts, and how long the client may ask about it. */
export function ClientTimeForm({
  time,
  lastResult,
}: {
  time: ClientSettings["time"];
  lastResult: SubmissionResult | null;
}) {
  const [form, fields] = useForm<{ intent: string; approval: string; queryDays: string }>({
    id: "time",
    lastResult,
    defaultValue: {
      intent: "time",
      approval: time.approval,
      queryDays: time.queryDays === null ? "" : String(time.queryDays),
    },
  });
  return (
    <Card title={m.approval_setting_title()} titleId="time-settings">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <HiddenField field={fields.intent} />
        <RadioCards
          field={fields.approval}
          label={m.approval_setting_label()}
          hint={m.approval_setting_hint()}
          choices={approvalSettings.map((value) => ({
            value,
            label: approvalWords[value](),
            detail: details[value](),
          }))}
        />
        <TextField
          field={fields.queryDays}
          label={m.query_setting_days()}
          hint={m.query_setting_days_hint({ days: time.mspQueryDays })}
          inputMode="numeric"
          width="tiny"
          optional
          autoComplete="off"
        />
        <div>
          <SubmitButton tone="secondary" name="act" value="time">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
