import type { TemplatePage } from "#app/agreements/template-page.server.ts";
import {
  templateLocales,
  type TemplateClause,
  type TemplateProblem,
} from "#app/agreements/rules/template.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** The clauses of a template in three languages, side by side; saved as a draft, published apart. */
export function TemplateForm({ page, problems }: { page: TemplatePage; problems: TemplateProblem[] }) {
  const { content } = page;
  return (
    <ReplyForm which={{}} key={page.draftHash} className="grid gap-4.5">
      <input type="hidden" name="clauses" value={content.clauses.length + 1} />
      <input type="hidden" name="seen" value={page.draftHash} />
      <Card title={m.agreements_template_title()} titleId="title">
        <div className="grid gap-3 desk:grid-cols-3">
          {templateLocales.map((locale) => (
            <TextField
              key={locale}
              field={{ id: `title_${locale}`, name: `title_${locale}`, initialValue: content.title[locale] }}
              label={languageName(locale)}
            />
          ))}
        </div>
        <p className="mt-3 text-sm text-muted">
          {m.agreements_template_markup({ fields: page.fields.map((name) => `{{${name}}}`).join(" ") })}
        </p>
      </Card>
      {content.clauses.map((clause, at) => (
        <ClauseFields key={clause.id} clause={clause} at={at} problems={problems} />
      ))}
      <details className="card rounded-xl border border-line bg-card p-5">
        <summary className="min-h-11 cursor-pointer font-semibold">{m.agreements_template_add()}</summary>
        <ClauseFields clause={newClause(content.clauses)} at={content.clauses.length} problems={[]} />
      </details>
      <ButtonRow>
        <SubmitButton name="intent" value="save">
          {m.agreements_template_save()}
        </SubmitButton>
        {page.draftHash && (
          <SubmitButton name="intent" value="discard" tone="danger">
            {m.agreements_template_discard()}
          </SubmitButton>
        )}
      </ButtonRow>
      {page.draftHash && <Publish problems={problems} />}
    </ReplyForm>
  );
}

function Publish({ problems }: { problems: TemplateProblem[] }) {
  if (problems.length > 0) return null;
  return (
    <Card title={m.agreements_template_publish()} titleId="publish">
      <p className="max-w-prose">{m.agreements_template_publish_text()}</p>
      <Checkbox field={{ id: "lawyer", name: "lawyer" }} label={m.agreements_template_lawyer()} />
      <SubmitButton name="intent" value="publish" tone="secondary">
        {m.agreements_template_publish()}
      </SubmitButton>
    </Card>
  );
}

function newClause(clauses: readonly TemplateClause[]): TemplateClause {
  const none = { nl: "", de: "", en: "" };
  const numbers = clauses.map(({ id }) => Number(/^clause-(\d+)$/.exec(id)?.[1] ?? 0));
  return { id: `clause-${Math.max(clauses.length, ...numbers) + 1}`, when: [], heading: none, text: none };
}

function ClauseFields({
  clause,
  at,
  problems,
}: {
  clause: TemplateClause;
  at: number;
  problems: TemplateProblem[];
}) {
  const wrong = problems.filter((problem) => problem.clause === clause.id);
  const errorsOf = (locale: string): string[] | undefined => {
    const found = wrong
      .filter((problem) => (problem.locale ?? "nl") === locale)
      .map(({ why }) => problemWords[why]());
    return found.length > 0 ? found : undefined;
  };
  return (
    <Card
      title={m.agreements_template_clause({ number: at + 1 })}
      titleId={`clause-${at}`}
      aside={clause.when.length > 0 && <Conditions clause={clause} />}
    >
      <input type="hidden" name={`id_${at}`} value={clause.id} />
      <div className="grid gap-4 desk:grid-cols-3">
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
    </Card>
  );
}

function Conditions({ clause }: { clause: TemplateClause }) {
  return (
    <span className="text-sm text-muted">
      {clause.when
        .map(({ field, is }) =>
          is === "filled"
            ? m.agreements_template_when_filled({ field })
            : m.agreements_template_when_empty({ field }),
        )
        .join(", ")}
    </span>
  );
}

const problemWords = {
  markup: m.agreements_problem_markup,
  field: m.agreements_problem_field,
  table: m.agreements_problem_table,
  bold: m.agreements_problem_bold,
  empty: m.agreements_problem_empty,
  "id-twice": m.agreements_problem_id,
  "fields-differ": m.agreements_problem_fields_differ,
  condition: m.agreements_problem_field,
  "no-clauses": m.agreements_problem_empty,
} satisfies Record<TemplateProblem["why"], () => string>;
