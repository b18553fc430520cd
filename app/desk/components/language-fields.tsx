import { localeSuffix } from "#app/desk/words.ts";
import { languageName } from "#app/platform/format.ts";
import { locales } from "#app/platform/i18n/locale.ts";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface LanguageFieldsProps {
  field: (name: string) => FieldData;
  /** What the three fields are called, before their language. */
  name: string;
  label: string;
  optional?: boolean;
}

/** One text in each of the product's languages. */
export function LanguageFields({ field, name, label, optional = false }: LanguageFieldsProps) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1 font-semibold">{label}</legend>
      {locales.map((locale) => (
        <TextField
          key={locale}
          field={field(`${name}${localeSuffix[locale]}`)}
          label={languageName(locale)}
          optional={optional}
          autoComplete="off"
        />
      ))}
    </fieldset>
  );
}
