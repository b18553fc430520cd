import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { readFields } from "#app/platform/form.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { getLocale, isLocale, localeOf, type Locale } from "#app/platform/i18n/locale.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { agreementPaperProps } from "./agreement-paper-words.ts";
import { exampleTemplates } from "./examples/examples.ts";
import { sampleFields, sampleTables } from "./examples/sample-values.ts";
import type { AgreementKind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { hashOfDocument, partyLines, templateName } from "./make-document.server.ts";
import { applies, compileClause, fillClause, type Tables, type Values } from "./rules/clauses.ts";
import type { AgreementDocument, Block } from "./rules/document.ts";
import { checkTemplate, type TemplateClause, type TemplateContent } from "./rules/template.ts";
import { listVersions, type TemplateVersion } from "./store/template-store.server.ts";
import { readTemplate, templateLimits } from "./template-form.server.ts";
import { problemLines } from "./template-words.ts";

/** In which language, and whether the fields that clauses depend on are left empty. */
export type PreviewWay = { locale: Locale; isSparse: boolean };

/** A template filled with sample values, and the instant that its paper carries. */
export type Preview = { document: AgreementDocument; at: Date };

type Source = Pick<TemplateVersion, "kind" | "version" | "content" | "publishedAt">;

/** A template as the document that a client would get, with sample values. A clause that can't be read yet stands as it is typed. */
export async function makePreview(
  scope: StaffScope,
  source: Source,
  { locale, isSparse }: PreviewWay,
): Promise<Preview> {
  const msp = await inScope(scope, requireMsp);
  const at = source.publishedAt ?? now();
  const depending = source.content.clauses.flatMap(({ when }) => when.map(({ field }) => field));
  const samples = Object.entries(sampleFields).map(([name, texts]) => [name, texts[locale]] as const);
  const values: Values = {
    ...Object.fromEntries(samples),
    ...Object.fromEntries(isSparse ? depending.map((field) => [field, ""] as const) : []),
    msp_name: msp.legalName,
    msp_address: msp.addressLines.join(", "),
    date: withLocale(locale, () => formatDay(dayIn(msp.zone, at))),
  };
  const tables = sampleTables(locale);
  const [template, lines] = withLocale(locale, () => [
    templateName(source, msp.zone),
    partyLines(msp.addressLines, msp.vatNumber),
  ]);
  const client = (field: keyof typeof sampleFields): string => sampleFields[field][locale];
  return {
    at,
    document: {
      ...{ title: source.content.title[locale], number: "0000", locale, template },
      parties: [
        { side: "msp", name: msp.legalName, lines },
        { side: "client", name: client("client_name"), lines: [client("client_address")] },
      ],
      clauses: source.content.clauses
        .filter(({ when }) => applies(when, values))
        .map((clause) => ({
          id: clause.id,
          heading: clause.heading[locale],
          blocks: blocksOf(clause, source.kind, { locale, values, tables }),
        })),
      signers: [],
    },
  };
}

type Filling = { locale: Locale; values: Values; tables: Tables };

function blocksOf(
  { text }: TemplateClause,
  kind: AgreementKind,
  { locale, values, tables }: Filling,
): Block[] {
  const compiled = compileClause(text[locale], knownNames(kind));
  if (compiled.ok) return fillClause(compiled.value, values, tables);
  return text[locale].split("\n\n").map((part) => ({ kind: "paragraph", of: [{ text: part }] }));
}

/** A preview as the PDF that a client would get. */
function renderPreview({ document, at }: Preview): Promise<Buffer> {
  const facts = { hash: hashOfDocument(document), at };
  const props = withLocale(localeOf(document.locale), () => agreementPaperProps(document, facts));
  return renderPaper("agreement", props);
}

/** The PDF of a version of a template in a language: the draft (or what it would begin with) where none is named. 404 for a version that is not there. */
export async function renderVersion(
  scope: StaffScope,
  kind: AgreementKind,
  asked: { version: number | null; locale: Locale },
): Promise<Buffer> {
  const versions = await readInScope(scope, (tx) => listVersions(tx, kind));
  const first = { kind, version: 1, content: exampleTemplates[kind], publishedAt: null };
  const source =
    asked.version === null
      ? (versions[0] ?? first)
      : (versions.find(({ version }) => version === asked.version) ?? notFound());
  return renderPreview(await makePreview(scope, source, { locale: asked.locale, isSparse: false }));
}

export type PostedPreview = { document: AgreementDocument; problems: string[] };

/** A preview of what the editor's form holds now, which stays unsaved: as text with what is wrong in words, or as PDF. */
export async function previewPosted(
  request: Request,
  scope: StaffScope,
  kind: AgreementKind,
): Promise<{ as: "text"; preview: PostedPreview } | { as: "pdf"; content: Buffer }> {
  const fields = await readFields(request, templateLimits);
  const versions = await readInScope(scope, (tx) => listVersions(tx, kind));
  const [newest] = versions;
  const shown: TemplateContent = newest?.content ?? exampleTemplates[kind];
  const { content } = readTemplate(fields, shown);
  const version = newest ? (newest.publishedAt ? newest.version + 1 : newest.version) : 1;
  const language = fields.get("preview_language");
  const preview = await makePreview(
    scope,
    { kind, version, content, publishedAt: null },
    {
      locale: isLocale(language) ? language : getLocale(),
      isSparse: fields.get("preview_values") === "sparse",
    },
  );
  if (fields.get("preview_as") !== "text") return { as: "pdf", content: await renderPreview(preview) };
  const known = knownNames(kind);
  const { problems } = checkTemplate(content, known);
  return {
    as: "text",
    preview: { document: preview.document, problems: problemLines(content, problems, known) },
  };
}
