import { Icon } from "#app/ui/icons.tsx";
import { controlProps, FieldFrame, textOf, type FieldProps } from "#app/ui/fields/field.tsx";

interface SelectProps extends FieldProps {
  options: { value: string; label: string; disabled?: boolean | undefined }[];
  /** The first, empty choice. */
  placeholder?: string | undefined;
}

/** One of a list, by the browser's own menu. */
export function Select({ field, label, hint, optional, className, options, placeholder }: SelectProps) {
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} className={className}>
      <div className="relative">
        <select
          key={field.key}
          {...controlProps(field, hint)}
          defaultValue={textOf(field)}
          className="control appearance-none pr-10"
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
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
    </FieldFrame>
  );
}
