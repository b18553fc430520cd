/** A stretch of text of one weight. */
export type Inline = { text: string; strong?: true };

/** What a clause is made of. Tables come from the data of what is agreed, never from a template's text. */
export type Block =
  | { kind: "paragraph"; of: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "table"; head: string[]; rows: string[][] };

export type DocumentClause = { id: string; heading: string; blocks: Block[] };

export type DocumentParty = { side: "client" | "msp"; name: string; lines: string[] };

/** An agreement as it is shown, stored and signed: every value a text in the document's language. */
export type AgreementDocument = {
  title: string;
  number: string;
  locale: string;
  /** Kind and version of the template. */
  template: string;
  parties: DocumentParty[];
  clauses: DocumentClause[];
  signers: { name: string; company: string; authority: string; side: "client" | "msp" }[];
};

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** One text for equal data, whatever the order of its names: what hashes are taken of. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(",")}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** The document's words in their order, as a reader meets them: a line a paragraph, item or row. */
export function documentText(document: AgreementDocument): string[] {
  return [
    document.title,
    ...document.parties.flatMap(({ name, lines }) => [name, ...lines]),
    ...document.clauses.flatMap((clause, at) => [
      `${at + 1}. ${clause.heading}`,
      ...clause.blocks.flatMap(blockText),
    ]),
    ...document.signers.flatMap((signer) => [signer.name, signerText(signer)]),
  ];
}

/** With which authority somebody signs, and for whom. */
export function signerText({
  authority,
  company,
}: Pick<AgreementDocument["signers"][number], "authority" | "company">): string {
  return [authority, company].filter(Boolean).join(", ");
}

/** A block's words, a line a paragraph, item or row. */
export function blockText(block: Block): string[] {
  if (block.kind === "paragraph") return [inlineText(block.of)];
  if (block.kind === "list") return block.items.map(inlineText);
  return [block.head.join(" "), ...block.rows.map((row) => row.join(" "))];
}

const inlineText = (inlines: readonly Inline[]): string => inlines.map(({ text }) => text).join("");
