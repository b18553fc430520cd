import { clsx } from "clsx";
import type { ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Icon } from "#app/ui/icons.tsx";

/** What a field needs to know: conform's FieldMetadata fits as it is, and so does a plain object. */
export interface FieldData {
  id: string;
  name: string;
  key?: string | undefined;
  formId?: string | undefined;
  errors?: string[] | undefined;
  initialValue?: unknown;
  required?: boolean | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
  step?: string | number | undefined;
  pattern?: string | undefined;
}

export interface FieldProps {
  field: FieldData;
  label: ReactNode;
  hint?: ReactNode;
  /** Adds "optional" to the label. */
  optional?: boolean | undefined;
  className?: string | undefined;
}

const errorId = (id: string): string => `${id}-error`;
const hintId = (id: string): string => `${id}-hint`;

/** The attributes that tie a control to its name, its form, its hint and its errors. */
export function controlProps(field: FieldData, hint?: ReactNode) {
  const invalid = Boolean(field.errors?.length);
  const describedBy = [invalid && errorId(field.id), Boolean(hint) && hintId(field.id)]
    .filter(Boolean)
    .join(" ");
  return {
    id: field.id,
    name: field.name,
    form: field.formId,
    required: field.required,
    "aria-invalid": invalid || undefined,
    "aria-describedby": describedBy || undefined,
  };
}

/** The field's first value as text; what was typed comes back this way after a refusal. */
export function textOf(field: FieldData): string | undefined {
  const value = field.initialValue;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Label above, hint under it, then the control, then what is wrong with it. */
export function FieldFrame({
  field,
  label,
  hint,
  optional,
  className,
  errors = field.errors,
  children,
}: FieldProps & { errors?: string[] | undefined; children: ReactNode }) {
  return (
    <div className={clsx("min-w-0", className)}>
      <label htmlFor={field.id} className="mb-1 block font-semibold">
        {label}
        {optional && <OptionalMark />}
      </label>
      <Hint id={field.id}>{hint}</Hint>
      {children}
      <FieldErrors id={field.id} errors={errors} />
    </div>
  );
}

/** What is wrong with a choice: where nothing is chosen, it says to choose instead of to fill in. `words` are those of the choice. */
export function chosenErrors(
  errors: string[] | undefined,
  words: () => string = m.ui_choose_one,
): string[] | undefined {
  return errors?.map((error) => (error === m.form_required() ? words() : error));
}

/** The word "optional" behind a label. */
export function OptionalMark() {
  return <span className="ml-1.5 text-sm font-normal text-muted">{m.ui_optional()}</span>;
}

/** What helps to fill the field in; nothing when there is nothing to say. */
export function Hint({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={hintId(id)} className="mb-1.5 text-sm text-muted">
      {children}
    </p>
  );
}

/** What is wrong with a field, under it and tied to it. */
export function FieldErrors({ id, errors }: { id: string; errors?: string[] | undefined }) {
  if (!errors?.length) return null;
  return (
    <p id={errorId(id)} className="mt-1.5 flex gap-1.5 text-sm font-medium text-negative">
      <Icon name="stop" size={18} className="mt-0.5 flex-none" />
      <span>{errors.join(" ")}</span>
    </p>
  );
}
