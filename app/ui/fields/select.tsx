import { clsx } from "clsx";
import type { SelectHTMLAttributes } from "react";

import { Icon } from "#app/ui/icons.tsx";
import { chosenErrors, controlProps, FieldFrame, textOf, type FieldProps } from "#app/ui/fields/field.tsx";
import { useReplied } from "#app/ui/fields/reply-form.tsx";

interface SelectProps extends FieldProps {
  options: { value: string; label: string; disabled?: boolean | undefined }[];
  /** The first, empty choice. */
  placeholder?: string | undefined;
}

/** One of a list, by the browser's own menu. */
export function Select({
  field: asked,
  label,
  hint,
  optional,
  className,
  options,
  placeholder,
}: SelectProps) {
  const field = useReplied(asked);
  const errors = chosenErrors(field.errors);
  return (
    <FieldFrame {...{ field, label, hint, optional, className, errors }}>
      <SelectControl
        key={field.key}
        {...controlProps(field, hint)}
        defaultValue={textOf(field)}
        options={placeholder === undefined ? options : [{ value: "", label: placeholder }, ...options]}
      />
    </FieldFrame>
  );
}

interface SelectControlProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "children"> {
  options: SelectProps["options"];
  /** Lower, inside a row of a list. */
  dense?: boolean;
}

/** The menu alone, in the look of the other fields: where its name stands beside it or is for screen readers. */
export function SelectControl({ options, dense = false, ...native }: SelectControlProps) {
  return (
    <div className="relative">
      <select {...native} className={clsx("control appearance-none pr-10", dense && "py-1.5")}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon
        name="down"
        size={18}
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
      />
    </div>
  );
}
