import type { SubmissionResult } from "@conform-to/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { PlainForm } from "./plain-form.tsx";

/** Mail address and password. */
export function SignInForm({ lastResult }: { lastResult: SubmissionResult<string[]> | undefined }) {
  return (
    <PlainForm<{ email: string; password: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          <TextField
            field={fields.email}
            label={m.identity_email()}
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            inputMode="email"
          />
          <PasswordField
            field={fields.password}
            label={m.identity_password()}
            autoComplete="current-password"
          />
          <SubmitButton>{m.identity_sign_in_button()}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}
