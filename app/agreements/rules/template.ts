import { ok, refuse, type Result } from "#app/platform/result.ts";

import { compileClause, namesIn, type ClauseProblem, type Condition, type Known } from "./clauses.ts";

/** The languages of every template. */
export const templateLocales = ["nl", "de", "en"] as const;
export type TemplateLocale = (typeof templateLocales)[number];
export type Texts = Record<TemplateLocale, string>;

/** A clause keeps its id through all versions, so that two versions can be compared. */
export type TemplateClause = { id: string; when: Condition[]; heading: Texts; text: Texts };
export type TemplateContent = { title: Texts; clauses: TemplateClause[] };

/** Why a version can't be published, with where: the clause's id and the language. */
export type TemplateProblem = {
  clause: string;
  locale: TemplateLocale | null;
  why: ClauseProblem | "empty" | "id-twice" | "fields-differ" | "condition" | "no-clauses";
};

const longest = { heading: 200, text: 8000, clauses: 60 };

/** Checks a template before it is published: every language complete, the same fields in each, nothing unknown. */
export function checkTemplate(
  content: TemplateContent,
  known: Known,
): Result<null, "problems"> & { problems: TemplateProblem[] } {
  const problems: TemplateProblem[] = [];
  if (content.clauses.length === 0 || content.clauses.length > longest.clauses)
    problems.push({ clause: "", locale: null, why: "no-clauses" });
  for (const locale of templateLocales)
    if (content.title[locale].trim() === "") problems.push({ clause: "", locale, why: "empty" });
  const seen = new Set<string>();
  for (const clause of content.clauses) {
    if (seen.has(clause.id)) problems.push({ clause: clause.id, locale: null, why: "id-twice" });
    seen.add(clause.id);
    problems.push(...clauseProblems(clause, known));
  }
  return problems.length === 0 ? { ...ok(null), problems } : { ...refuse("problems"), problems };
}

/** The same template with one clause a place further up (-1) or down (1); as it was where there is no such place. */
export function moveClause(content: TemplateContent, at: number, by: -1 | 1): TemplateContent {
  const moved = content.clauses[at];
  const to = at + by;
  if (!moved || to < 0 || to >= content.clauses.length) return content;
  const clauses = content.clauses.filter((_, place) => place !== at);
  return { ...content, clauses: [...clauses.slice(0, to), moved, ...clauses.slice(to)] };
}

function clauseProblems(clause: TemplateClause, known: Known): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const names: string[] = [];
  for (const locale of templateLocales) {
    const heading = clause.heading[locale].trim();
    const text = clause.text[locale];
    if (
      heading === "" ||
      text.trim() === "" ||
      heading.length > longest.heading ||
      text.length > longest.text
    ) {
      problems.push({ clause: clause.id, locale, why: "empty" });
      continue;
    }
    const compiled = compileClause(text, known);
    if (compiled.ok) names.push(namesIn(compiled.value).join());
    else problems.push({ clause: clause.id, locale, why: compiled.refusal });
  }
  if (problems.length === 0 && new Set(names).size > 1)
    problems.push({ clause: clause.id, locale: null, why: "fields-differ" });
  if (clause.when.some(({ field }) => !known.fields.includes(field)))
    problems.push({ clause: clause.id, locale: null, why: "condition" });
  return problems;
}
