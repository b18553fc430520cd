import { ok, refuse, type Result } from "#app/platform/result.ts";

import type { Block, Inline } from "./document.ts";

/** A condition as data: all of a clause's have to hold for it to be in the document. */
export type Condition = { field: string; is: "filled" | "empty" };

/** A stretch of a compiled clause: a text, or a field whose value comes with the agreement. */
export type Piece = { text: string; strong?: true } | { field: string; strong?: true };
export type CompiledBlock =
  | { kind: "paragraph"; of: Piece[] }
  | { kind: "list"; ordered: boolean; items: Piece[][] }
  | { kind: "table"; table: string };

/** What a version may refer to. */
export type Known = { fields: readonly string[]; tables: readonly string[] };

export type ClauseProblem = "markup" | "field" | "table" | "bold";
type Compiled<T> = Result<T, ClauseProblem>;

const fieldPattern = /\{\{([^{}]*)\}\}/;
const tablePattern = /^\{\{table:([a-z_]+)\}\}$/;
// What is Markdown elsewhere and would be shown here as it is typed: refused, so that nobody expects it to work.
const refused = /^(#{1,6} |>|```|\||\t|---|\* )|<[a-z/!]|!?\[[^\]]*\]\(/i;

/**
 * Reads a clause's text at publishing: paragraphs parted by empty lines, lists whose lines begin with "- " or "1. ",
 * **bold** and {{fields}}. Anything else that looks like markup, and any unknown field or table, is refused.
 */
export function compileClause(source: string, known: Known): Compiled<CompiledBlock[]> {
  const blocks: CompiledBlock[] = [];
  for (const part of source.replaceAll("\r\n", "\n").split(/\n[ \t]*\n/)) {
    const lines = part
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length === 0) continue;
    if (lines.some((line) => refused.test(line))) return refuse("markup");
    const block = compileBlock(lines, known);
    if (!block.ok) return block;
    blocks.push(block.value);
  }
  return ok(blocks);
}

function compileBlock(lines: string[], known: Known): Compiled<CompiledBlock> {
  const table = lines.length === 1 ? tablePattern.exec(lines[0] ?? "")?.[1] : undefined;
  if (table !== undefined)
    return known.tables.includes(table) ? ok({ kind: "table", table }) : refuse("table");
  for (const [mark, ordered] of listMarks) {
    if (!lines.every((line) => mark.test(line))) continue;
    const items = all(lines.map((line) => compileLine(line.replace(mark, ""), known)));
    return items.ok ? ok({ kind: "list", ordered, items: items.value }) : items;
  }
  if (lines.some((line) => listMarks.some(([mark]) => mark.test(line)))) return refuse("markup");
  const line = compileLine(lines.join(" "), known);
  return line.ok ? ok({ kind: "paragraph", of: line.value }) : line;
}

const listMarks: [RegExp, boolean][] = [
  [/^- /, false],
  [/^\d{1,2}\. /, true],
];

function compileLine(line: string, known: Known): Compiled<Piece[]> {
  const stretches = line.split("**");
  if (stretches.length % 2 === 0) return refuse("bold");
  const pieces: Piece[] = [];
  for (const [at, stretch] of stretches.entries()) {
    const weight = at % 2 === 1 ? ({ strong: true } as const) : {};
    let rest = stretch;
    for (let found = fieldPattern.exec(rest); found; found = fieldPattern.exec(rest)) {
      const field = found[1] ?? "";
      if (!known.fields.includes(field)) return refuse("field");
      if (found.index > 0) pieces.push({ text: rest.slice(0, found.index), ...weight });
      pieces.push({ field, ...weight });
      rest = rest.slice(found.index + found[0].length);
    }
    if (/\{\{|\}\}/.test(rest)) return refuse("field");
    if (rest !== "") pieces.push({ text: rest, ...weight });
  }
  return ok(pieces);
}

function all<T>(results: Compiled<T>[]): Compiled<T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** The names in a clause's text that are no field and no table of its kind, as typed. */
export function unknownNames(source: string, { fields, tables }: Known): string[] {
  const known = new Set([...fields, ...tables.map((table) => `table:${table}`)]);
  const named = [...source.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name]) => name ?? "");
  return [...new Set(named.filter((name) => !known.has(name)))];
}

/** The fields and tables that a compiled clause names. */
export function namesIn(blocks: readonly CompiledBlock[]): string[] {
  const pieces = blocks.flatMap((block) =>
    block.kind === "paragraph" ? block.of : block.kind === "list" ? block.items.flat() : [],
  );
  const tables = blocks.flatMap((block) => (block.kind === "table" ? [`table:${block.table}`] : []));
  return [
    ...new Set([...pieces.flatMap((piece) => ("field" in piece ? [piece.field] : [])), ...tables]),
  ].sort();
}

export type Values = Readonly<Record<string, string>>;
export type Tables = Readonly<Record<string, { head: string[]; rows: string[][] }>>;

/** Tells whether a clause is in the document that has these values. */
export function applies(conditions: readonly Condition[], values: Values): boolean {
  return conditions.every(({ field, is }) => ((values[field] ?? "").trim() !== "") === (is === "filled"));
}

/**
 * Puts values into a compiled clause. A value is text and nothing else: marks in it are shown as they are. A sentence that ends with a value
 * which ends in a full stop of its own ("B.V.") gets no second one. Throws for a value that is missing.
 */
export function fillClause(blocks: readonly CompiledBlock[], values: Values, tables: Tables): Block[] {
  const fill = (pieces: readonly Piece[]): Inline[] => {
    let before = "";
    return pieces.flatMap((piece) => {
      const weight = piece.strong ? ({ strong: true } as const) : {};
      if ("field" in piece) {
        before = valueOf(piece.field, values);
        return { text: before, ...weight };
      }
      const text = before.endsWith(".") ? piece.text.replace(/^\.(?!\.)/, "") : piece.text;
      before = "";
      return text === "" ? [] : { text, ...weight };
    });
  };
  return blocks.map((block): Block => {
    if (block.kind === "paragraph") return { kind: "paragraph", of: fill(block.of) };
    if (block.kind === "list") return { ...block, items: block.items.map(fill) };
    const table = tables[block.table];
    if (!table) throw new Error(`no table ${block.table}`);
    return { kind: "table", head: [...table.head], rows: table.rows.map((row) => [...row]) };
  });
}

function valueOf(field: string, values: Values): string {
  const value = values[field];
  if (value === undefined) throw new Error(`no value for ${field}`);
  return value;
}
