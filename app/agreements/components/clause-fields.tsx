import {
  templateLocales,
  type TemplateClause,
  type TemplateProblem,
} from "#app/agreements/rules/template.ts";
import { problemWord } from "#app/agreements/template-words.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface ClauseFieldsProps {
  clause: TemplateClause;
  at: number;
  /** How many clauses the template has; the new one at the end is none of them, and can't be moved. */
  count: number;
  /** The fields that it may depend on. */
  fields: readonly string[];
  problems: readonly TemplateProblem[];
  /** One language below the other, where there is half the room. */
  isNarrow: boolean;
}

/** A clause in three languages, when it is in the document, and its place. */
export function ClauseFields({ clause, at, count, fields, problems, isNarrow }: ClauseFieldsProps) {
  const wrong = problems.filter((problem) => problem.clause === clause.id);
  const errorsOf = (locale: string): string[] | undefined => {
    const found = wrong
      .filter((problem) => (problem.locale ?? "nl") === locale)
      .map(({ why }) => problemWord(why));
    return found.length > 0 ? found : undefined;
  };
  return (
    <Card
      title={m.agreements_template_clause({ number: at + 1 })}
      titleId={`clause-${at}`}
      aside={at < count && <Moves at={at} count={count} />}
    >
      <input type="hidden" name={`id_${at}`} value={clause.id} />
      <div className={languageColumns(isNarrow)}>
        {templateLocales.map((locale) => (
          <div key={locale} lang={locale} className="grid content-start gap-3">
            <TextField
              field={{
                id: `heading_${locale}_${at}`,
                name: `heading_${locale}_${at}`,
                initialValue: clause.heading[locale],
              }}
              label={m.agreements_template_heading({ language: languageName(locale) })}
            />
            <TextArea
              field={{
                id: `text_${locale}_${at}`,
                name: `text_${locale}_${at}`,
                initialValue: clause.text[locale],
                errors: errorsOf(locale),
              }}
              label={m.agreements_template_text({ language: languageName(locale) })}
            />
          </div>
        ))}
      </div>
      <Select
        className="mt-4 max-w-prose"
        field={{ id: `when_${at}`, name: `when_${at}`, initialValue: conditionValue(clause) }}
        label={m.agreements_template_when()}
        placeholder={m.agreements_template_when_always()}
        options={fields.flatMap((field) => [
          { value: `filled:${field}`, label: m.agreements_template_when_filled({ field }) },
          { value: `empty:${field}`, label: m.agreements_template_when_empty({ field }) },
        ])}
      />
    </Card>
  );
}

function conditionValue({ when: [condition] }: TemplateClause): string {
  return condition ? `${condition.is}:${condition.field}` : "";
}

/** Three languages side by side on a wide screen, one below the other where there is half of it. */
export function languageColumns(isNarrow: boolean): string {
  return isNarrow ? "grid gap-4" : "grid gap-4 desk:grid-cols-3";
}

function Moves({ at, count }: { at: number; count: number }) {
  const clause = m.agreements_template_clause({ number: at + 1 });
  const ways = [
    { value: `up:${at}`, words: m.agreements_template_up(), isPossible: at > 0 },
    { value: `down:${at}`, words: m.agreements_template_down(), isPossible: at < count - 1 },
  ];
  return (
    <span className="flex gap-2.5">
      {ways.map(
        ({ value, words, isPossible }) =>
          isPossible && (
            <SubmitButton
              key={value}
              name="intent"
              value={value}
              tone="secondary"
              size="small"
              aria-label={`${words}: ${clause}`}
            >
              {words}
            </SubmitButton>
          ),
      )}
    </span>
  );
}
