import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { unknownNames, type Known } from "./rules/clauses.ts";
import type { TemplateContent, TemplateProblem } from "./rules/template.ts";

const problemWords = {
  markup: m.agreements_problem_markup,
  field: m.agreements_problem_field,
  table: m.agreements_problem_table,
  bold: m.agreements_problem_bold,
  empty: m.agreements_problem_empty,
  "id-twice": m.agreements_problem_id,
  "fields-differ": m.agreements_problem_fields_differ,
  condition: m.agreements_problem_field,
  "no-clauses": m.agreements_problem_clauses,
} satisfies Record<TemplateProblem["why"], () => string>;

/** Why a clause or a title can't be published, in words. */
export function problemWord(why: TemplateProblem["why"]): string {
  return problemWords[why]();
}

/** What keeps a template from being published, a sentence each: which clause, in which language, and which names are unknown. */
export function problemLines(
  { clauses }: TemplateContent,
  problems: readonly TemplateProblem[],
  known: Known,
): string[] {
  return problems.map(({ clause, locale, why }) => {
    const at = clauses.findIndex(({ id }) => id === clause);
    const place = at < 0 ? m.agreements_template_title() : m.agreements_template_clause({ number: at + 1 });
    const source = locale === null ? "" : (clauses[at]?.text[locale] ?? "");
    const names = why === "field" || why === "table" ? unknownNames(source, known) : [];
    return m.agreements_problem_line({
      place: locale === null || why === "no-clauses" ? place : `${place} (${languageName(locale)})`,
      why: [problemWord(why), names.map((name) => `{{${name}}}`).join(", ")].filter(Boolean).join(" "),
    });
  });
}
