import { clsx } from "clsx";
import type { ReactNode } from "react";

import {
  chosenErrors,
  controlProps,
  FieldErrors,
  Hint,
  OptionalMark,
  textOf,
  type FieldProps,
} from "#app/ui/fields/field.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { useReplied } from "#app/ui/fields/reply-form.tsx";

export interface Choice {
  value: string;
  label: ReactNode;
  /** A second line under the label. */
  detail?: ReactNode;
  /** At the right, as a price. */
  aside?: ReactNode;
  disabled?: boolean | undefined;
}

interface RadioCardsProps extends FieldProps {
  choices: Choice[];
  /** "row" lays short choices side by side. */
  layout?: "stack" | "row" | undefined;
  /** Keeps the legend for screen readers where the page already asks the question. */
  hideLabel?: boolean | undefined;
}

const dot =
  "grid size-5 flex-none appearance-none place-items-center rounded-full border-2 border-muted bg-card checked:border-6 checked:border-primary forced-colors:appearance-auto";

/** One of a few, each on its own card; the whole card is the target. */
export function RadioCards({
  field: asked,
  label,
  hint,
  optional,
  className,
  choices,
  layout = "stack",
  hideLabel = false,
}: RadioCardsProps) {
  const replied = useReplied(asked);
  const isOffered = choices.some(({ value }) => value === replied.initialValue);
  const field = isOffered ? replied : { ...replied, initialValue: asked.initialValue };
  const {
    id,
    required,
    "aria-invalid": invalid,
    "aria-describedby": describedBy,
    ...shared
  } = controlProps(field, hint);
  return (
    <fieldset className={clsx("min-w-0", className)} aria-describedby={describedBy}>
      <legend className={hideLabel ? "sr-only" : "mb-1.5 font-semibold"}>
        {label}
        {optional && <OptionalMark />}
      </legend>
      <Hint id={id}>{hint}</Hint>
      <div className={layout === "stack" ? "grid gap-3" : "flex flex-wrap gap-2.5"}>
        {choices.map((choice, index) => (
          <label
            key={choice.value}
            className={clsx(
              "relative flex items-center border bg-card transition-colors",
              "has-checked:border-primary has-checked:ring-3 has-checked:ring-tint has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
              choice.disabled ? "border-line bg-sunk text-muted" : "cursor-pointer hover:border-primary",
              invalid ? "border-negative" : "border-line",
              layout === "stack"
                ? "gap-4 rounded-xl px-4.5 py-3.5"
                : "min-h-11 gap-2.5 rounded-lg px-3.5 py-1.5",
            )}
          >
            <input
              {...shared}
              id={index === 0 ? id : `${id}-${choice.value}`}
              type="radio"
              value={choice.value}
              required={required}
              disabled={choice.disabled}
              defaultChecked={textOf(field) === choice.value}
              className={clsx(dot, "focus-visible:outline-none")}
            />
            <span className="min-w-0 flex-1">
              <span
                className={clsx(
                  "block",
                  layout === "stack" ? "text-[1.0625rem] font-semibold" : "font-medium",
                )}
              >
                {choice.label}
              </span>
              {choice.detail && <span className="block text-sm text-muted">{choice.detail}</span>}
            </span>
            {choice.aside && <span className="flex-none text-right">{choice.aside}</span>}
          </label>
        ))}
      </div>
      <FieldErrors id={id} errors={chosenErrors(field.errors)} />
    </fieldset>
  );
}

/** The aside of a radio card: an amount with its tax status under it. */
export function ChoicePrice({ amount, note }: { amount: ReactNode; note: ReactNode }) {
  return (
    <>
      <span className="block text-[1.0625rem] leading-snug font-semibold">{amount}</span>
      <span className="block text-xs text-muted">{note}</span>
    </>
  );
}

/** Yes or no; the value sent is "on" unless told. */
export function Checkbox({
  field: asked,
  label,
  hint,
  className,
  value = "on",
}: FieldProps & { value?: string | undefined }) {
  const field = useReplied(asked);
  return (
    <div className={clsx("min-w-0", className)}>
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          key={field.key}
          {...controlProps(field, hint)}
          type="checkbox"
          value={value}
          defaultChecked={[field.initialValue].flat().includes(value) || field.initialValue === true}
          className="size-5.5 flex-none rounded-sm"
        />
        <span className="min-w-0 font-medium">{label}</span>
      </label>
      <div className="pl-8.5">
        <Hint id={field.id}>{hint}</Hint>
        <FieldErrors id={field.id} errors={chosenErrors(field.errors, m.ui_tick_this)} />
      </div>
    </div>
  );
}

/** Several of a list, one box each under one heading; an option's code stands beside its words. */
export function CheckboxGroup({
  field: asked,
  label,
  options,
}: Pick<FieldProps, "field" | "label"> & { options: readonly { value: string; label: string }[] }) {
  const field = useReplied(asked);
  const chosen = [field.initialValue].flat();
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-11 cursor-pointer items-center gap-2.5">
          <input
            type="checkbox"
            name={field.name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
            className="size-4.5 flex-none accent-primary"
          />
          <span className="min-w-0">
            {option.label} <code className="text-sm text-muted">{option.value}</code>
          </span>
        </label>
      ))}
      <FieldErrors id={field.id} errors={chosenErrors(field.errors)} />
    </fieldset>
  );
}
