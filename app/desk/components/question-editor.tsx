import { useState } from "react";

import type { QuestionPage } from "#app/desk/catalogue/item-parts.server.ts";
import { Question } from "#app/desk/components/change-questions.tsx";
import { ConditionFields } from "#app/desk/components/condition-fields.tsx";
import { fieldTypeWords, initialWords, onlyIfWords } from "#app/desk/components/editor-words.ts";
import { LanguageFields } from "#app/desk/components/language-fields.tsx";
import { previewField } from "#app/desk/components/preview-field.ts";
import {
  conditionChoices,
  conditionFields,
  readCondition,
  shownCondition,
  typedCondition,
} from "#app/desk/rules/condition-choice.ts";
import { mostOptions } from "#app/desk/rules/edit-definition.ts";
import { initialSources, manyTypes, type Field } from "#app/desk/rules/definition.ts";
import { localeSuffix } from "#app/desk/words.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale, locales } from "#app/platform/i18n/locale.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";
import { Card, Heading } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** One question of an item, with how the client sees it: as it is typed where scripts run. */
export function QuestionEditor({ page, lastResult }: { page: QuestionPage; lastResult: Reply }) {
  const { field: saved, above, type } = page;
  const choices = conditionChoices(above);
  const [typed, setTyped] = useState<Field | null>(saved);
  const shown = typed && typed.label[getLocale()] !== "" ? previewField(typed, above) : null;
  const onlyIf = onlyIfWords(typed?.show, above);
  return (
    <div className="grid grid-cols-1 gap-3.5 wide:gap-4.5 desk:grid-cols-[5fr_3fr]">
      <Card title={fieldTypeWords[type]()} titleId="question" padding="large">
        <div
          onChange={(event) => {
            const form = event.currentTarget.querySelector("form");
            if (form) setTyped(typedField(new FormData(form), page));
          }}
        >
          <ActForm
            id="question"
            intent="question"
            hidden={{ type }}
            lastResult={lastResult}
            defaults={defaultsOf(page)}
            submit={m.change_editor_save()}
            tone="primary"
          >
            {(field) => (
              <>
                <LanguageFields field={field} name="label" label={m.change_editor_question()} />
                <LanguageFields field={field} name="help" label={m.change_editor_help()} optional />
                {type === "choice" && <OptionFields field={field} />}
                <Checkbox field={field("required")} label={m.change_editor_must()} />
                {manyTypes.includes(type) && (
                  <Checkbox field={field("many")} label={m.change_editor_many()} />
                )}
                <LimitFields field={field} type={type} />
                <InitialField field={field} type={type} />
                <ConditionFields
                  field={field}
                  label={m.change_editor_shown_when()}
                  choices={choices}
                  name="when"
                />
              </>
            )}
          </ActForm>
        </div>
      </Card>
      {shown && (
        <div>
          <Card title={m.change_editor_preview()} titleId="as-seen">
            {onlyIf && <p className="mb-2 text-sm text-muted first-letter:uppercase">{onlyIf}</p>}
            <Question key={JSON.stringify(shown)} field={shown} values={shown.values} problem={undefined} />
          </Card>
        </div>
      )}
    </div>
  );
}

function OptionFields({ field }: { field: (name: string) => FieldData }) {
  return (
    <div className="grid gap-3">
      <Heading level={3}>{m.change_editor_options()}</Heading>
      <p className="text-sm text-muted">{m.change_editor_options_hint()}</p>
      {Array.from({ length: mostOptions }, (_, at) => (
        <fieldset key={at} className="grid gap-2.5 roomy:grid-cols-3">
          <legend className="sr-only">{m.change_editor_option({ number: at + 1 })}</legend>
          <input type="hidden" name={`option${at + 1}Value`} value={String(valueOf(field, at))} />
          {locales.map((locale) => (
            <TextField
              key={locale}
              field={field(`option${at + 1}${localeSuffix[locale]}`)}
              label={
                <span className={at === 0 ? undefined : "roomy:sr-only"}>
                  {languageName(locale)}
                  <span className={at === 0 ? "sr-only" : undefined}> {at + 1}</span>
                </span>
              }
              autoComplete="off"
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function valueOf(field: (name: string) => FieldData, at: number): string {
  const value = field(`option${at + 1}Value`).initialValue;
  return typeof value === "string" ? value : "";
}

interface TypedFieldsProps {
  field: (name: string) => FieldData;
  type: Field["type"];
}

/** The least and the most of a number, and how soon a day may be. */
function LimitFields({ field, type }: TypedFieldsProps) {
  if (type === "day")
    return (
      <TextField
        field={field("fromDays")}
        label={m.change_editor_from_days()}
        hint={m.change_editor_from_days_hint()}
        inputMode="numeric"
        width="tiny"
        optional
      />
    );
  if (type !== "number") return null;
  return (
    <div className="flex flex-wrap gap-3">
      <TextField
        field={field("min")}
        label={m.change_editor_min()}
        inputMode="numeric"
        width="tiny"
        optional
      />
      <TextField
        field={field("max")}
        label={m.change_editor_max()}
        inputMode="numeric"
        width="tiny"
        optional
      />
    </div>
  );
}

/** What the form is filled in with beforehand: what is typed here, or what the client's records say. */
function InitialField({ field, type }: TypedFieldsProps) {
  const sources = initialSources[type] ?? [];
  return (
    <>
      <TypedInitial field={field} type={type} />
      {sources.length > 0 && (
        <Select
          field={field("initialFrom")}
          label={m.change_editor_initial_from()}
          placeholder={type === "person" ? m.change_initial_usual() : m.change_initial_none()}
          options={sources
            .filter((source) => type !== "person" || source !== "self")
            .map((source) => ({ value: source, label: initialWords[source]() }))}
          optional
        />
      )}
    </>
  );
}

function TypedInitial({ field, type }: TypedFieldsProps) {
  if (type === "yes") return <Checkbox field={field("initial")} label={m.change_editor_initial_yes()} />;
  if (!["line", "text", "number", "time", "choice"].includes(type)) return null;
  return (
    <TextField
      field={field("initial")}
      label={m.change_editor_initial()}
      hint={type === "choice" ? m.change_editor_initial_option() : undefined}
      autoComplete="off"
      optional
    />
  );
}

function defaultsOf({ field, above }: QuestionPage): Record<string, string> {
  const texts = locales.flatMap((locale): [string, string][] => [
    [`label${localeSuffix[locale]}`, field?.label[locale] ?? ""],
    [`help${localeSuffix[locale]}`, field?.help?.[locale] ?? ""],
  ]);
  const options = (field?.options ?? []).flatMap((option, at): [string, string][] => [
    [`option${at + 1}Value`, option.value],
    ...locales.map((locale): [string, string] => [
      `option${at + 1}${localeSuffix[locale]}`,
      option.label[locale],
    ]),
  ]);
  const initial = field?.options?.find((option) => option.value === field.initial)?.label[getLocale()];
  return {
    ...Object.fromEntries(texts),
    ...Object.fromEntries(options),
    ...((field?.required ?? true) ? { required: "on" } : {}),
    ...(field?.many ? { many: "on" } : {}),
    initialFrom: field?.initialFrom ?? "",
    min: String(field?.min ?? ""),
    max: String(field?.max ?? ""),
    fromDays: String(field?.fromDays ?? ""),
    initial: initial ?? field?.initial ?? "",
    ...conditionFields("when", shownCondition(field?.show, conditionChoices(above))),
  };
}

/** The question as its form holds it now, in the reader's language alone. */
function typedField(form: FormData, { type, above, field }: QuestionPage): Field {
  const suffix = localeSuffix[getLocale()];
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const inOne = (typed: string) => ({ nl: typed, de: typed, en: typed });
  const options = Array.from({ length: mostOptions }, (_, at) => text(`option${at + 1}${suffix}`))
    .filter((typed) => typed !== "")
    .map((typed) => ({ value: typed, label: inOne(typed) }));
  const help = text(`help${suffix}`);
  const show = readCondition(typedCondition("when", text), conditionChoices(above), field?.show);
  return {
    key: "preview",
    type,
    label: inOne(text(`label${suffix}`)),
    ...(help ? { help: inOne(help) } : {}),
    required: form.has("required"),
    many: form.has("many"),
    ...limit("min", text("min")),
    ...limit("max", text("max")),
    ...(type === "choice" ? { options } : {}),
    initial: text("initial"),
    ...(show.ok && show.value ? { show: show.value } : {}),
  };
}

function limit(name: "min" | "max", typed: string): Pick<Field, "min" | "max"> {
  const read = readQuantity(typed);
  return read.ok ? { [name]: read.value } : {};
}
