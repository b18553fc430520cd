import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { mspDefaults, MspFields, type MspFieldNames } from "#app/office/components/msp-fields.tsx";
import type { MspDetails } from "#app/office/save-msp.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";

/** The company in the first run. */
export function CompanyForm({ msp, lastResult }: { msp: MspDetails; lastResult: SubmissionResult | null }) {
  const [form, fields] = useForm<Record<MspFieldNames, string>>({
    id: "company",
    lastResult,
    defaultValue: mspDefaults(msp),
  });
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-4.5 roomy:grid-cols-2">
      <MspFields fields={fields} />
      <div className="roomy:col-span-2">
        <SubmitButton>{m.setup_next()}</SubmitButton>
      </div>
    </Form>
  );
}
