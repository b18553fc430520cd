import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { mspDefaults, MspFields, type MspFieldNames } from "#app/office/components/msp-fields.tsx";
import type { MspDetails } from "#app/office/save-msp.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

type Fields = Record<MspFieldNames | "intent", string>;

/** What letters, invoices and pages say of the MSP. */
export function MspForm({ msp, lastResult }: { msp: MspDetails; lastResult: SubmissionResult | null }) {
  const [form, fields] = useForm<Fields>({
    id: "msp",
    lastResult,
    defaultValue: { ...mspDefaults(msp), intent: "msp" },
  });
  return (
    <Card title={m.desk_msp_title()} titleId="msp-details">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5 roomy:grid-cols-2">
        <HiddenField field={fields.intent} />
        <MspFields fields={fields} />
        <div className="roomy:col-span-2">
          <SubmitButton name="act" value="msp">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
