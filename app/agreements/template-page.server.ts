import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { isExample } from "./examples/example-clause.ts";
import { exampleTemplates } from "./examples/examples.ts";
import { agreementKinds, type AgreementKind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { compareTemplates, type ComparedClause } from "./rules/compare.ts";
import type { AgreementDocument } from "./rules/document.ts";
import { checkTemplate, type TemplateContent, type TemplateProblem } from "./rules/template.ts";
import { listVersions } from "./store/template-store.server.ts";
import { makePreview } from "./template-preview.server.ts";
import { problemLines } from "./template-words.ts";

/** A template; `isExample` where its published version still says that it is an example. */
export type TemplateRow = {
  kind: AgreementKind;
  published: number | null;
  hasDraft: boolean;
  isExample: boolean;
};

/** All templates with the version that is published. */
export function listTemplates(scope: StaffScope): Promise<TemplateRow[]> {
  return readInScope(scope, async (tx) => {
    const rows: TemplateRow[] = [];
    for (const kind of agreementKinds) {
      const versions = await listVersions(tx, kind);
      const published = versions.find(({ publishedAt }) => publishedAt !== null);
      rows.push({
        kind,
        published: published?.version ?? null,
        hasDraft: versions.some(({ publishedAt }) => publishedAt === null),
        isExample: published !== undefined && isExample(published.content),
      });
    }
    return rows;
  });
}

export type TemplatePage = {
  kind: AgreementKind;
  /** The draft, or what a new draft begins with: the published version, or the example that ships. */
  content: TemplateContent;
  /** The text shown still says that it is an example. */
  isExample: boolean;
  /** The draft's hash; empty where nothing is saved since the last publishing. */
  draftHash: string;
  version: number;
  published: { version: number; at: Date | null }[];
  fields: string[];
  tables: string[];
  /** What keeps the draft from being published, by clause and language. */
  problems: TemplateProblem[];
  /** The same in words, each with its place. */
  problemLines: string[];
  /** What the draft changes of the published version, in the page's language; null where there is no such pair. */
  changes: ComparedClause[] | null;
};

/** A template with its draft, to be edited. */
export function getTemplatePage(
  scope: StaffScope,
  kind: AgreementKind,
  locale: Locale,
): Promise<TemplatePage> {
  return readInScope(scope, async (tx) => {
    const versions = await listVersions(tx, kind);
    const draft = versions.find(({ publishedAt }) => publishedAt === null);
    const published = versions.filter(({ publishedAt }) => publishedAt !== null);
    const content = (draft ?? published[0])?.content ?? exampleTemplates[kind];
    const known = knownNames(kind);
    const problems = draft ? checkTemplate(draft.content, known).problems : [];
    return {
      ...{ kind, content, isExample: isExample(content), draftHash: draft?.hash ?? "" },
      version: draft?.version ?? (published[0]?.version ?? 0) + 1,
      published: published.map(({ version, publishedAt }) => ({ version, at: publishedAt })),
      fields: [...known.fields],
      tables: [...known.tables],
      problems,
      problemLines: problemLines(content, problems, known),
      changes: draft && published[0] ? compareTemplates(published[0].content, draft.content, locale) : null,
    };
  });
}

export type TemplateVersionPage = {
  kind: AgreementKind;
  version: number;
  publishedAt: Date | null;
  /** The text in a language, with sample values. */
  document: AgreementDocument;
  /** The other versions that it can be compared with. */
  others: number[];
  /** What it changes of another version; null while none is chosen. */
  against: { version: number; changes: ComparedClause[] } | null;
};

/** One version of a template to be read, in a language, compared with another where one is named. 404 for a version that is not there. */
export async function getVersionPage(
  scope: StaffScope,
  kind: AgreementKind,
  { version, against, locale }: { version: number; against: number | null; locale: Locale },
): Promise<TemplateVersionPage> {
  const versions = await readInScope(scope, (tx) => listVersions(tx, kind));
  const shown = versions.find((one) => one.version === version) ?? notFound();
  const other = versions.find((one) => one.version === against && one.version !== version);
  const { document } = await makePreview(scope, shown, { locale, isSparse: false });
  return {
    ...{ kind, version, publishedAt: shown.publishedAt, document },
    others: versions.map((one) => one.version).filter((one) => one !== version),
    against: other
      ? { version: other.version, changes: compareTemplates(other.content, shown.content, locale) }
      : null,
  };
}
