import { Form } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

/** Whether staff and clients' managers must have a second factor, and the switch. */
export function MfaForm({ required }: { required: boolean }) {
  return (
    <Card title={m.desk_mfa_title()} titleId="mfa">
      <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
        <input type="hidden" name="intent" value="mfa" />
        <p className="max-w-prose flex-1 basis-72">
          {required ? m.desk_mfa_required() : m.desk_mfa_optional()}
        </p>
        <SubmitButton
          tone={required ? "danger" : "secondary"}
          size="small"
          name="required"
          value={required ? "no" : "yes"}
        >
          {required ? m.desk_mfa_make_optional() : m.desk_mfa_make_required()}
        </SubmitButton>
      </Form>
    </Card>
  );
}
