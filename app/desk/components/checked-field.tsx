import { m } from "#app/platform/generated/i18n/messages.js";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** How staff made sure of who asks by phone. */
export function CheckedField({ value }: { value: string }) {
  return (
    <TextField
      field={{ id: "checked", name: "checked", initialValue: value, maxLength: 200 }}
      label={m.change_checked()}
      hint={m.change_checked_hint()}
      autoComplete="off"
      optional
    />
  );
}
