import { conditionWords } from "#app/desk/components/editor-words.ts";
import { always, kept, type ConditionChoice } from "#app/desk/rules/condition-choice.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface ConditionFieldsProps {
  field: (name: string) => FieldData;
  label: string;
  choices: readonly ConditionChoice[];
  /** Whether what is there now is more than one choice says. */
  isKept: boolean;
  /** The names of the two fields; without the second no value is typed. */
  names: { when: string; value?: string };
}

/** When a question, a line or a step belongs to a request: always, or by one answer. */
export function ConditionFields({ field, label, choices, isKept, names }: ConditionFieldsProps) {
  return (
    <>
      <Select
        field={field(names.when)}
        label={label}
        options={[
          { value: always, label: m.change_when_always() },
          ...(isKept ? [{ value: kept, label: m.change_when_kept() }] : []),
          ...choices.map((choice) => ({ value: choice.token, label: conditionWords(choice) })),
        ]}
      />
      {names.value !== undefined && choices.some(({ typed }) => typed) && (
        <TextField
          field={field(names.value)}
          label={m.change_when_value()}
          hint={m.change_when_value_hint()}
          autoComplete="off"
          width="short"
          optional
        />
      )}
    </>
  );
}
