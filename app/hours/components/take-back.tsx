import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

/** Takes a time entry back, with a reason that the client reads; at revision 0 it never counted, and is withdrawn. */
export function TakeBack({
  clientId,
  revision,
  version,
  result,
}: {
  clientId: string;
  revision: number;
  version: number;
  result: SubmissionResult<string[]> | null;
}) {
  const [form, fields] = useForm<{ reason: string }>({ id: "take-back", lastResult: result });
  const waits = revision === 0;
  return (
    <Card title={waits ? m.approval_withdraw_title() : m.hours_time_delete_title()} titleId="take-back-title">
      <p className="mb-3 text-muted">{waits ? m.approval_withdraw_text() : m.hours_time_delete_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="version" value={version} />
        <FormError id={form.errorId} errors={form.errors} />
        <TextField
          field={fields.reason}
          label={m.hours_time_reason()}
          hint={m.hours_time_reason_hint()}
          autoComplete="off"
        />
        <div>
          <SubmitButton name="intent" value="delete" tone="danger">
            {waits ? m.approval_withdraw_button() : m.hours_time_delete()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
