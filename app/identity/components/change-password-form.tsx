import type { SubmissionResult } from "@conform-to/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";

import { PlainForm } from "./plain-form.tsx";

/** The present password and the next one. */
export function ChangePasswordForm({
  lastResult,
  email,
  minimum,
}: {
  lastResult: SubmissionResult<string[]> | undefined;
  email: string;
  minimum: number;
}) {
  return (
    <PlainForm<{ current: string; next: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            field={fields.current}
            label={m.identity_password_current()}
            autoComplete="current-password"
          />
          <PasswordField
            field={fields.next}
            label={m.identity_password_new()}
            hint={m.identity_password_hint({ minimum })}
            autoComplete="new-password"
          />
          <SubmitButton>{m.identity_password_button()}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}
