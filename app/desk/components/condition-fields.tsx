import { conditionWords } from "#app/desk/components/editor-words.ts";
import {
  always,
  kept,
  matchName,
  mostTests,
  rowNames,
  type ConditionChoice,
} from "#app/desk/rules/condition-choice.ts";
import { Opens } from "#app/people/components/act-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { textOf, type FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface ConditionFieldsProps {
  field: (name: string) => FieldData;
  label: string;
  choices: readonly ConditionChoice[];
  /** The condition's name in the form, by which `rowNames` makes those of its fields. */
  name: string;
}

/** When a question, a line or a step belongs to a request: always, or by one answer or several. */
export function ConditionFields({ field, label, choices, name }: ConditionFieldsProps) {
  const more = Array.from({ length: mostTests - 1 }, (_, at) => at + 1);
  const isOpen = more.some((at) => (textOf(field(rowNames(name, at).token)) ?? always) !== always);
  return (
    <>
      <TestFields field={field} label={label} choices={choices} name={name} at={0} />
      {choices.length > 0 && (
        <div className="col-span-full -mt-3">
          <Opens label={m.change_when_more()} open={isOpen}>
            <div className="grid gap-3">
              <Select
                field={field(matchName(name))}
                label={m.change_when_match()}
                options={[
                  { value: "all", label: m.change_when_all() },
                  { value: "any", label: m.change_when_any() },
                ]}
              />
              {more.map((at) => (
                <TestFields
                  key={at}
                  field={field}
                  label={m.change_when_number({ number: at + 1 })}
                  choices={choices}
                  name={name}
                  at={at}
                />
              ))}
            </div>
          </Opens>
        </div>
      )}
    </>
  );
}

function TestFields({ field, label, choices, name, at }: ConditionFieldsProps & { at: number }) {
  const names = rowNames(name, at);
  const token = field(names.token);
  return (
    <>
      <Select
        field={token}
        label={label}
        options={[
          { value: always, label: at === 0 ? m.change_when_always() : m.change_when_none() },
          ...(textOf(token) === kept ? [{ value: kept, label: m.change_when_kept() }] : []),
          ...choices.map((choice) => ({ value: choice.token, label: conditionWords(choice) })),
        ]}
      />
      {choices.some(({ typed }) => typed) && (
        <TextField
          field={field(names.value)}
          label={at === 0 ? m.change_when_value() : m.change_when_value_number({ number: at + 1 })}
          hint={at === 0 ? m.change_when_value_hint() : undefined}
          autoComplete="off"
          width="short"
          optional
        />
      )}
    </>
  );
}
