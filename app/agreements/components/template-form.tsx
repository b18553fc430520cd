import type { TemplateClause, TemplateProblem } from "#app/agreements/rules/template.ts";
import { templateLocales } from "#app/agreements/rules/template.ts";
import type { TemplatePage } from "#app/agreements/template-page.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";

import { ClauseFields, languageColumns } from "./clause-fields.tsx";

/** By which the preview finds what the form holds. */
export const templateFormId = "template";

/** The clauses of a template in three languages, side by side; saved as a draft, published apart. */
export function TemplateForm({ page, isNarrow }: { page: TemplatePage; isNarrow: boolean }) {
  const { content, problems, fields } = page;
  const count = content.clauses.length;
  const isHydrated = useHydrated();
  return (
    <ReplyForm id={templateFormId} which={{}} key={page.draftHash} className="grid min-w-0 gap-4.5">
      {/* Enter in a field saves, whatever button comes first below. */}
      <button type="submit" name="intent" value="save" hidden />
      <input type="hidden" name="clauses" value={count + 1} />
      <input type="hidden" name="seen" value={page.draftHash} />
      <Card title={m.agreements_template_title()} titleId="title">
        <div className={languageColumns(isNarrow)}>
          {templateLocales.map((locale) => (
            <TextField
              key={locale}
              field={{ id: `title_${locale}`, name: `title_${locale}`, initialValue: content.title[locale] }}
              label={languageName(locale)}
            />
          ))}
        </div>
        <p className="mt-3 text-sm wrap-anywhere text-muted">
          {m.agreements_template_markup({ fields: fields.map((name) => `{{${name}}}`).join(" ") })}
        </p>
        {page.tables.length > 0 && (
          <p className="mt-1 text-sm wrap-anywhere text-muted">
            {m.agreements_template_tables({
              tables: page.tables.map((name) => `{{table:${name}}}`).join(" "),
            })}
          </p>
        )}
      </Card>
      {content.clauses.map((clause, at) => (
        <ClauseFields key={clause.id} {...{ clause, at, count, fields, problems, isNarrow }} />
      ))}
      <details className="card rounded-xl border border-line bg-card p-5">
        <summary className="min-h-11 cursor-pointer font-semibold">{m.agreements_template_add()}</summary>
        <ClauseFields
          clause={newClause(content.clauses)}
          at={count}
          problems={[]}
          {...{ count, fields, isNarrow }}
        />
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
      {!isHydrated && <PlainPreviews kind={page.kind} />}
      {page.draftHash && <Publish problems={problems} />}
    </ReplyForm>
  );
}

/** Without scripts: what the form holds as PDF, in each language. */
function PlainPreviews({ kind }: { kind: TemplatePage["kind"] }) {
  return (
    <ButtonRow>
      {templateLocales.map((locale) => (
        <SubmitButton
          key={locale}
          tone="secondary"
          formAction={`/staff/settings/templates/${kind}/pdf`}
          name="preview_language"
          value={locale}
        >
          {m.agreements_preview_pdf({ language: languageName(locale) })}
        </SubmitButton>
      ))}
    </ButtonRow>
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
