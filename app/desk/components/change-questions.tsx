import type { FormField } from "#app/desk/catalogue/catalogue-page.server.ts";
import { limitWords, problemText } from "#app/desk/components/change-words.ts";
import {
  addressKey,
  holds,
  longestLine,
  longestText,
  type Answer,
  type AnswerProblem,
} from "#app/desk/rules/answers.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayOrNull } from "#app/platform/typed/day.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { chosenErrors, FieldErrors, Hint, OptionalMark, type FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

export type Values = Readonly<Record<string, readonly string[]>>;

interface QuestionsProps {
  fields: readonly FormField[];
  /** Whether what doesn't apply is away; else it says when it applies. */
  hides: boolean;
  live: Values;
  given: (field: FormField) => readonly string[];
  problems: Readonly<Record<string, AnswerProblem>>;
}

/** The questions of an item, one under the other. */
export function Questions({ fields, hides, live, given, problems }: QuestionsProps) {
  const shown = hides ? shownFields(fields, live) : new Set(fields.map(({ key }) => key));
  return (
    <div className="grid gap-4.5">
      {fields.map((field) => (
        <fieldset
          key={field.key}
          hidden={!shown.has(field.key)}
          disabled={!shown.has(field.key)}
          className="min-w-0"
        >
          {field.show && !hides && (
            <p className="mb-1 text-sm text-muted">{m.change_only_if({ question: field.showLabel })}</p>
          )}
          <Question
            field={field}
            values={given(field)}
            problem={problems[field.key]}
            without={hides && field.differsFrom !== null ? live[field.differsFrom] : undefined}
          />
        </fieldset>
      ))}
    </div>
  );
}

/** One question with its control, as the form of an item asks it. */
export function Question({
  field,
  values,
  problem,
  without,
}: {
  field: FormField;
  values: readonly string[];
  problem: AnswerProblem | undefined;
  /** Choices that are left out because another question has them. */
  without?: readonly string[] | undefined;
}) {
  const data: FieldData = {
    id: `a_${field.key}`,
    name: `a_${field.key}`,
    initialValue: values[0],
    errors: problem ? [problemText(problem, field)] : undefined,
    ...(field.earliest !== null ? { min: field.earliest } : {}),
    maxLength: field.type === "text" ? longestText : field.type === "line" ? longestLine : undefined,
  };
  const shared = {
    field: data,
    label: field.label,
    hint: [field.help, limitWords(field)].filter((text) => text !== "").join(" ") || undefined,
    optional: !field.required,
  };
  switch (field.type) {
    case "text":
      return <TextArea {...shared} rows={3} />;
    case "day":
      return <DayField {...shared} />;
    case "time":
      return <TextField {...shared} type="time" width="tiny" />;
    case "number":
      return <TextField {...shared} inputMode="numeric" width="tiny" />;
    case "line":
      return (
        <TextField {...shared} type={field.key === addressKey ? "email" : undefined} autoComplete="off" />
      );
    case "file":
      return <AskedLater label={field.label} optional={!field.required} />;
    case "yes":
      return <Checkbox {...shared} />;
    default:
      if (field.many) return <Several field={field} data={data} values={values} />;
      if (field.options.length === 0) return <NothingToChoose label={field.label} />;
      return field.options.length <= 3 ? (
        <RadioCards {...shared} layout="row" choices={left(field, without)} />
      ) : (
        <Select {...shared} options={left(field, without)} placeholder={m.desk_choose()} />
      );
  }
}

/** The choices of a question that no other question has. */
function left({ options }: FormField, without: readonly string[] = []): FormField["options"][number][] {
  return options.filter(({ value }) => !without.includes(value));
}

/** A question for a file, which is chosen in the next step. */
function AskedLater({ label, optional }: { label: string; optional: boolean }) {
  return (
    <div>
      <p className="font-semibold">
        {label}
        {optional && <OptionalMark />}
      </p>
      <p className="text-sm text-muted">{m.change_file_next()}</p>
    </div>
  );
}

function NothingToChoose({ label }: { label: string }) {
  return (
    <div>
      <p className="font-semibold">{label}</p>
      <p className="text-sm text-muted">{m.change_nothing_to_choose()}</p>
    </div>
  );
}

function Several({ field, data, values }: { field: FormField; data: FieldData; values: readonly string[] }) {
  if (field.options.length === 0) return <NothingToChoose label={field.label} />;
  return (
    <fieldset>
      <legend className="font-semibold">
        {field.label}
        {!field.required && <OptionalMark />}
      </legend>
      <Hint id={data.id}>{field.help || undefined}</Hint>
      {field.options.map(({ value, label }) => (
        <Checkbox
          key={value}
          field={{
            id: `${data.id}-${value}`,
            name: data.name,
            initialValue: values.includes(value) ? value : undefined,
          }}
          value={value}
          label={label}
        />
      ))}
      <FieldErrors id={data.id} errors={chosenErrors(data.errors)} />
    </fieldset>
  );
}

/** The questions that apply to what is filled in so far. */
function shownFields(fields: readonly FormField[], live: Values): Set<string> {
  const answers: Record<string, Answer> = {};
  const shown = new Set<string>();
  for (const field of fields) {
    if (!holds(field.show, answers)) continue;
    shown.add(field.key);
    const values = (live[field.key] ?? []).filter((value) => value !== "");
    const [first] = values;
    if (first === undefined) continue;
    const answer = liveAnswer(field, first, values);
    if (answer !== null) answers[field.key] = answer;
  }
  return shown;
}

/** What a question's control holds, as its conditions compare it; null for what is no answer to it. */
function liveAnswer({ type, many }: FormField, first: string, values: string[]): Answer | null {
  if (type === "yes") return true;
  if (many) return values;
  if (type === "day") return dayOrNull(first);
  if (type !== "number") return first;
  const read = readQuantity(first);
  return read.ok ? read.value : null;
}

/** What a form of questions holds now, by their keys. */
export function readLive(form: FormData, fields: readonly FormField[]): Values {
  return Object.fromEntries(fields.map(({ key }) => [key, form.getAll(`a_${key}`).map(String)]));
}
