import { m } from "#app/platform/generated/i18n/messages.js";
import { FilesField } from "#app/requests/components/file-list.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** What somebody asks: in a line, and as long as it takes. */
export function RequestFields({ fields }: { fields: Record<"title" | "description" | "files", FieldData> }) {
  return (
    <div className="grid gap-4.5">
      <TextField
        field={fields.title}
        label={m.desk_field_title()}
        hint={m.desk_field_title_hint()}
        autoComplete="off"
      />
      <TextArea
        field={fields.description}
        label={m.desk_field_description()}
        hint={m.desk_field_description_hint()}
        optional
        rows={6}
      />
      <FilesField field={fields.files} />
    </div>
  );
}
