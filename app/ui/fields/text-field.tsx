import { clsx } from "clsx";
import type { InputHTMLAttributes, ReactNode } from "react";

import { controlProps, FieldFrame, textOf, type FieldProps } from "#app/ui/fields/field.tsx";
import { useReplied } from "#app/ui/fields/reply-form.tsx";

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | "type"
  | "autoComplete"
  | "autoFocus"
  | "inputMode"
  | "placeholder"
  | "spellCheck"
  | "autoCapitalize"
  | "readOnly"
  | "disabled"
  | "list"
  | "enterKeyHint"
  | "min"
  | "max"
  | "step"
  | "onInput"
>;

export type TextFieldProps = FieldProps &
  Native & {
    /** Inside the field's row, at its right: a unit, a button. */
    after?: ReactNode;
    /** As wide as what goes in. */
    width?: "full" | "short" | "tiny" | undefined;
  };

const widths = { full: "", short: "max-w-60", tiny: "max-w-36" };

/** One line of text. */
export function TextField({
  field: asked,
  label,
  hint,
  optional,
  className,
  after,
  width = "full",
  type = "text",
  ...native
}: TextFieldProps) {
  const field = useReplied(asked);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} className={className}>
      <div className={clsx("flex items-center gap-2.5", widths[width])}>
        <input
          key={field.key}
          {...controlProps(field, hint)}
          {...limits(field)}
          {...native}
          type={type}
          defaultValue={textOf(field)}
          className="control"
        />
        {after}
      </div>
    </FieldFrame>
  );
}

/** A day, by the browser's own picker; the value is `YYYY-MM-DD`. */
export function DayField(props: Omit<TextFieldProps, "type" | "inputMode">) {
  return <TextField {...props} type="date" width={props.width ?? "short"} />;
}

function limits({ minLength, maxLength, min, max, step, pattern }: FieldProps["field"]) {
  return { minLength, maxLength, min, max, step, pattern };
}
