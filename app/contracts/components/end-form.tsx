import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

interface EndContractFormProps {
  name: string;
  today: string;
  formKey: string;
  backTo: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** After which day a contract ends, why, and a tick to confirm it. */
export function EndContractForm({ name, today, formKey, backTo, lastResult }: EndContractFormProps) {
  const [form, fields] = useForm<{ id: string; lastOn: string; reason: string; sure: string }>({
    id: "end-contract",
    lastResult,
    defaultValue: { id: formKey, lastOn: "", reason: "", sure: "" },
  });
  return (
    <Card padding="large" className="max-w-2xl">
      <p className="mb-4 text-muted">{m.contracts_end_text()}</p>
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <HiddenField field={fields.id} />
        <FormError id={form.errorId} errors={form.errors} />
        <DayField field={fields.lastOn} label={m.contracts_end_last_on()} min={today} />
        <TextArea
          field={fields.reason}
          label={m.contracts_end_reason()}
          hint={m.contracts_end_reason_hint()}
          rows={2}
        />
        <Checkbox field={fields.sure} label={m.contracts_end_sure({ name })} />
        <ButtonRow>
          <SubmitButton tone="danger">{m.contracts_end_title()}</SubmitButton>
          <LinkButton to={backTo} tone="quiet">
            {m.contracts_cancel()}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}
