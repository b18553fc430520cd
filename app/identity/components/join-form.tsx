import type { SubmissionResult } from "@conform-to/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";

import { PlainForm } from "./plain-form.tsx";

/** Joins one more client with the account that somebody has; asks for its password where they are not signed in. */
export function JoinForm({
  lastResult,
  email,
  place,
  byPassword,
}: {
  lastResult: SubmissionResult<string[]> | undefined;
  email: string;
  place: string;
  byPassword: boolean;
}) {
  return (
    <PlainForm<{ password: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          {byPassword && (
            <>
              <input type="email" autoComplete="username" value={email} readOnly hidden />
              <PasswordField
                field={fields.password}
                label={m.identity_password()}
                autoComplete="current-password"
              />
            </>
          )}
          <SubmitButton>{m.identity_join_button({ place })}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}
