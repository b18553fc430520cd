import { useState } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { controlProps, FieldFrame, textOf, type FieldProps } from "#app/ui/fields/field.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";

/** A password; with scripts it can be shown. */
export function PasswordField({
  field,
  label,
  hint,
  className,
  autoComplete,
}: FieldProps & { autoComplete: "current-password" | "new-password" }) {
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  return (
    <FieldFrame field={field} label={label} hint={hint} className={className}>
      <div className="relative">
        <input
          key={field.key}
          {...controlProps(field, hint)}
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={textOf(field)}
          className={hydrated ? "control pr-30" : "control"}
        />
        {hydrated && (
          <button
            type="button"
            aria-controls={field.id}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 rounded-lg px-3.5 text-sm font-semibold text-primary -outline-offset-3 hover:underline"
          >
            <span aria-hidden="true">{(shown ? m.ui_hide : m.ui_show)()}</span>
            <span className="sr-only">{(shown ? m.ui_hide_password : m.ui_show_password)()}</span>
          </button>
        )}
      </div>
    </FieldFrame>
  );
}
