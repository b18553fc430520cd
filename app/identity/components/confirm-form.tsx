import type { SubmissionResult } from "@conform-to/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { PlainForm } from "./plain-form.tsx";

/** Fresh proof of who sits there: the app's code where there is one, else the password. */
export function ConfirmForm({
  lastResult,
  email,
  byCode,
}: {
  lastResult: SubmissionResult<string[]> | undefined;
  email: string;
  byCode: boolean;
}) {
  return (
    <PlainForm<{ password: string; code: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          {byCode ? (
            <TextField
              field={fields.code}
              label={m.identity_app_code()}
              hint={m.identity_code_or_backup()}
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              width="short"
            />
          ) : (
            <PasswordField
              field={fields.password}
              label={m.identity_password()}
              autoComplete="current-password"
            />
          )}
          <SubmitButton>{m.identity_confirm_button()}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}
