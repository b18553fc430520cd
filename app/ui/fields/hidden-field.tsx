import { textOf, type FieldData } from "#app/ui/fields/field.tsx";

/** A value that travels with its form unseen: the form's own key, the state that its reader saw. */
export function HiddenField({ field }: { field: FieldData }) {
  return (
    <input key={field.key} type="hidden" name={field.name} form={field.formId} defaultValue={textOf(field)} />
  );
}
