import type { SubmissionResult } from "@conform-to/react";

import type { ClientRole, StaffRole } from "#app/identity/scope.ts";
import { roleMay, roleWord } from "#app/identity/words.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale, locales } from "#app/platform/i18n/locale.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

import { PlainForm } from "./plain-form.tsx";

type Fields = { intent: string; name: string; email: string; role: string; locale: string };

/** Name, mail address, role and language of somebody to invite; posts the intent `invite`. */
export function InviteForm({
  roles,
  lastResult,
}: {
  roles: readonly (ClientRole | StaffRole)[];
  lastResult: SubmissionResult<string[]> | undefined;
}) {
  return (
    <PlainForm<Fields> lastResult={lastResult} defaultValue={{ role: roles[0] ?? "", locale: getLocale() }}>
      {(fields) => (
        <>
          <input type="hidden" name="intent" value="invite" />
          <div className="grid gap-4 wide:grid-cols-2">
            <TextField field={fields.name} label={m.identity_name()} autoComplete="off" />
            <TextField
              field={fields.email}
              label={m.identity_email()}
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </div>
          <RadioCards
            field={fields.role}
            label={m.identity_role()}
            choices={roles.map((value) => ({ value, label: roleWord(value), detail: roleMay(value) }))}
          />
          <Select
            field={fields.locale}
            label={m.identity_invite_language()}
            options={locales.map((value) => ({ value, label: languageName(value) }))}
            className="max-w-60"
          />
          <div>
            <SubmitButton wide>{m.identity_invite_button()}</SubmitButton>
          </div>
        </>
      )}
    </PlainForm>
  );
}
