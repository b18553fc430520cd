import type { SubmissionResult } from "@conform-to/react";

import { PlainForm } from "#app/identity/components/plain-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** The account of the first owner. */
export function OwnerForm({ lastResult }: { lastResult: SubmissionResult<string[]> | undefined }) {
  return (
    <PlainForm<{ name: string; email: string; password: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          <TextField field={fields.name} label={m.identity_name()} autoComplete="name" />
          <TextField field={fields.email} label={m.identity_email()} type="email" autoComplete="username" />
          <PasswordField
            field={fields.password}
            label={m.identity_password_new()}
            hint={m.identity_password_hint({ minimum: 15 })}
            autoComplete="new-password"
          />
          <div>
            <SubmitButton>{m.setup_next()}</SubmitButton>
          </div>
        </>
      )}
    </PlainForm>
  );
}
