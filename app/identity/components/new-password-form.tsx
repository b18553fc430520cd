import type { SubmissionResult } from "@conform-to/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { PublicPage } from "./public-page.tsx";
import { PlainForm } from "./plain-form.tsx";

interface NewPasswordFormProps {
  lastResult: SubmissionResult<string[]> | undefined;
  /** For password managers, which want to know whose password it is. */
  email: string;
  minimum: number;
  button: string;
  /** Asks for the name too, filled in with this. */
  name?: string | undefined;
}

/** A new password, and where it is the first also a name. */
export function NewPasswordForm({ lastResult, email, minimum, button, name }: NewPasswordFormProps) {
  return (
    <PlainForm<{ name: string; password: string }>
      lastResult={lastResult}
      defaultValue={name === undefined ? undefined : { name }}
    >
      {(fields) => (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          {name !== undefined && (
            <TextField field={fields.name} label={m.identity_name()} autoComplete="name" />
          )}
          <PasswordField
            field={fields.password}
            label={m.identity_password_new()}
            hint={m.identity_password_hint({ minimum })}
            autoComplete="new-password"
          />
          <SubmitButton>{button}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}

/** A link from a letter that no longer works, and the way to a new one. */
export function LinkOver({
  site,
  text,
  to,
  label,
}: {
  site: { mspName: string; demo: object | null };
  text: string;
  to: string;
  label: string;
}) {
  return (
    <PublicPage site={site} title={m.identity_link_over_title()} lead={text}>
      <LinkButton to={to} tone="primary" wide>
        {label}
      </LinkButton>
    </PublicPage>
  );
}
