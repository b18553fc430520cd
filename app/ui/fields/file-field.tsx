import { m } from "#app/platform/generated/i18n/messages.js";
import { chosenErrors, controlProps, FieldFrame, type FieldProps } from "#app/ui/fields/field.tsx";

/** A file from this device, or several where `multiple`; `accept` narrows what the browser offers, the server looks at the contents. */
export function FileField({
  field,
  label,
  hint,
  optional,
  className,
  accept,
  multiple,
}: FieldProps & { accept: string; multiple?: boolean | undefined }) {
  const errors = chosenErrors(field.errors, m.ui_choose_file);
  return (
    <FieldFrame {...{ field, label, hint, optional, className, errors }}>
      <input
        key={field.key}
        {...controlProps(field, hint)}
        type="file"
        accept={accept}
        multiple={multiple}
        className="control file:mr-3 file:rounded-md file:border-0 file:bg-tint file:px-3 file:py-1 file:font-semibold file:text-ink"
      />
    </FieldFrame>
  );
}
