import { data } from "@remix-run/node";

import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { agreementPaperProps } from "./agreement-paper-words.ts";
import { isExample } from "./examples/example-clause.ts";
import { exampleTemplates } from "./examples/examples.ts";
import { agreementKinds, type AgreementKind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { clausesOf, hashOfDocument, partyLines, templateName } from "./make-document.server.ts";
import { compareTemplates, type ComparedClause } from "./rules/compare.ts";
import { checkTemplate, type TemplateContent, type TemplateProblem } from "./rules/template.ts";
import { listVersions } from "./store/template-store.server.ts";

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
  problems: TemplateProblem[];
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
    return {
      ...{ kind, content, isExample: isExample(content), draftHash: draft?.hash ?? "" },
      version: draft?.version ?? (published[0]?.version ?? 0) + 1,
      published: published.map(({ version, publishedAt }) => ({ version, at: publishedAt })),
      fields: [...known.fields],
      tables: [...known.tables],
      problems: draft ? checkTemplate(draft.content, known).problems : [],
      changes: draft && published[0] ? compareTemplates(published[0].content, draft.content, locale) : null,
    };
  });
}

/** The draft of a template (or what it would begin with) as the PDF that a client would get, with example values. */
export async function renderPreview(scope: StaffScope, kind: AgreementKind, locale: Locale): Promise<Buffer> {
  const { content, problems, version } = await getTemplatePage(scope, kind, locale);
  if (problems.length > 0) throw data(null, { status: 409 });
  const msp = await inScope(scope, requireMsp);
  const at = now();
  const { fields, tables } = knownNames(kind);
  const values: Record<string, string> = {
    ...Object.fromEntries(fields.map((field) => [field, `[${field}]`])),
    msp_name: msp.legalName,
    msp_address: msp.addressLines.join(", "),
    date: withLocale(locale, () => formatDay(dayIn(msp.zone, at))),
  };
  const sample = { head: ["A", "B", "C"], rows: [["1", "2", "3"]] };
  const [template, lines] = withLocale(locale, () => [
    templateName({ kind, version, publishedAt: null }, msp.zone),
    partyLines(msp.addressLines, msp.vatNumber),
  ]);
  const document = {
    ...{ title: content.title[locale], number: "0000", locale, template },
    parties: [
      { side: "msp" as const, name: msp.legalName, lines },
      { side: "client" as const, name: "[client_name]", lines: ["[client_address]"] },
    ],
    clauses: clausesOf(
      { kind, content },
      locale,
      values,
      Object.fromEntries(tables.map((name) => [name, sample])),
    ),
    signers: [],
  };
  const facts = { hash: hashOfDocument(document), at };
  return renderPaper(
    "agreement",
    withLocale(locale, () => agreementPaperProps(document, facts)),
  );
}
