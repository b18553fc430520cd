import { useEffect, useState } from "react";

import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { readDuration, type BareNumber } from "#app/platform/typed/duration.ts";
import { textOf } from "#app/ui/fields/field.tsx";
import { useReplied } from "#app/ui/fields/reply-form.tsx";
import { TextField, type TextFieldProps } from "#app/ui/fields/text-field.tsx";

type DurationFieldProps = Omit<TextFieldProps, "type" | "inputMode" | "after" | "onInput"> & {
  /** What a number without a unit counts. */
  bareNumber?: BareNumber | undefined;
  /** Minutes as understood while typing; null when it is no duration. */
  onMinutes?: ((minutes: number | null) => void) | undefined;
};

/** Hours and minutes as people type them; read the text with `durationField` and the same `bare`. What was understood stands beside it. */
export function DurationField({
  onMinutes,
  bareNumber = "minutes",
  hint = bareNumber === "hours" ? m.ui_hours_hint() : m.ui_duration_hint(),
  ...props
}: DurationFieldProps) {
  const [typed, setTyped] = useState(textOf(useReplied(props.field)) ?? "");
  const { id, key } = props.field;
  useEffect(() => {
    const control = document.getElementById(id);
    if (!(control instanceof HTMLInputElement)) return;
    const { form } = control;
    const followReset = (): void => setTyped(control.defaultValue);
    setTyped(control.value);
    form?.addEventListener("reset", followReset);
    return () => form?.removeEventListener("reset", followReset);
    // A new key is a new control, with a first value of its own.
  }, [id, key]);
  const minutes = minutesIn(typed, bareNumber);
  return (
    <TextField
      {...props}
      hint={hint}
      width={props.width ?? "short"}
      inputMode="text"
      autoComplete="off"
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        onMinutes?.(minutesIn(event.currentTarget.value, bareNumber));
      }}
      after={
        <output
          htmlFor={props.field.id}
          className="flex-none text-sm font-semibold whitespace-nowrap text-muted"
        >
          {minutes !== null && `= ${formatMinutes(minutes)}`}
        </output>
      }
    />
  );
}

/** Null for what is no duration, or could be two. */
function minutesIn(typed: string, bareNumber: BareNumber): number | null {
  const read = readDuration(typed, bareNumber);
  return read.ok ? read.value : null;
}
