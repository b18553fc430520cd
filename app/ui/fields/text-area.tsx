import { controlProps, FieldFrame, textOf, type FieldProps } from "#app/ui/fields/field.tsx";
import { useReplied } from "#app/ui/fields/reply-form.tsx";

/** Several lines of text; it grows with what is typed where the browser can. */
export function TextArea({
  field: asked,
  label,
  hint,
  optional,
  className,
  rows = 3,
  placeholder,
}: FieldProps & { rows?: number | undefined; placeholder?: string | undefined }) {
  const field = useReplied(asked);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional} className={className}>
      <textarea
        key={field.key}
        {...controlProps(field, hint)}
        rows={rows}
        minLength={field.minLength}
        maxLength={field.maxLength}
        placeholder={placeholder}
        defaultValue={textOf(field)}
        className="control field-sizing-content min-h-20 leading-normal"
      />
    </FieldFrame>
  );
}
