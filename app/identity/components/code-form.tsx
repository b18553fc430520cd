import type { SubmissionResult } from "@conform-to/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { PlainForm } from "./plain-form.tsx";

interface CodeFormProps {
  lastResult: SubmissionResult<string[]> | undefined;
  button: string;
  /** A backup code has letters, the app's has six digits. */
  backup?: boolean | undefined;
}

/** One code of the authenticator app, or a backup code. */
export function CodeForm({ lastResult, button, backup = false }: CodeFormProps) {
  return (
    <PlainForm<{ code: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          <TextField
            field={fields.code}
            label={backup ? m.identity_backup_code() : m.identity_app_code()}
            autoComplete={backup ? "off" : "one-time-code"}
            inputMode={backup ? "text" : "numeric"}
            autoCapitalize="none"
            spellCheck={false}
            width="short"
          />
          <SubmitButton>{button}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}
