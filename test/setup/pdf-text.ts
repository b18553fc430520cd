import { inflateSync } from "node:zlib";

type Part = { dictionary: string; stream: Buffer | null };

/** The words of a PDF page by page, in the order in which they were drawn, one line a piece of text; for PDFs of our own kit (fonts with a table to Unicode). */
export function pdfText(pdf: Buffer): string[] {
  const parts = partsOf(pdf);
  const pages = [...parts.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  return pages.map((page) => {
    const tables = tablesOf(page, parts);
    return drawn(contentOf(page, parts), tables).join("\n");
  });
}

function partsOf(pdf: Buffer): Map<string, Part> {
  const text = pdf.toString("latin1");
  return new Map(
    [...text.matchAll(/(\d+) 0 obj\r?\n([\s\S]*?)endobj/g)].map(
      ([, number = "", body = ""]): [string, Part] => {
        const at = body.indexOf("stream\n");
        if (at < 0 || !/\/Length/.test(body.slice(0, at)))
          return [number, { dictionary: body, stream: null }];
        const dictionary = body.slice(0, at);
        const raw = Buffer.from(body.slice(at + 7, body.lastIndexOf("\nendstream")), "latin1");
        return [number, { dictionary, stream: /FlateDecode/.test(dictionary) ? inflateSync(raw) : raw }];
      },
    ),
  );
}

const reference = (dictionary: string, name: string): string =>
  new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? "";

function contentOf(page: Part, parts: Map<string, Part>): string {
  return parts.get(reference(page.dictionary, "Contents"))?.stream?.toString("latin1") ?? "";
}

/** Each font's table from glyph to letters, by the name that the page calls the font. */
function tablesOf(page: Part, parts: Map<string, Part>): Map<string, Map<number, string>> {
  const resources = parts.get(reference(page.dictionary, "Resources"))?.dictionary ?? page.dictionary;
  const fonts = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? "";
  return new Map(
    [...fonts.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = "", number = ""]) => {
      const table =
        parts.get(reference(parts.get(number)?.dictionary ?? "", "ToUnicode"))?.stream?.toString("latin1") ??
        "";
      return [name, readTable(table)];
    }),
  );
}

const letters = (hex: string): string =>
  Buffer.from(hex.replaceAll(/\s/g, ""), "hex").swap16().toString("utf16le");

function readTable(text: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [, first = "", , list = ""] of text.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ""], at) =>
      found.set(Number.parseInt(first, 16) + at, letters(hex)),
    );
  }
  return found;
}

/** What a content stream draws: each text object is one piece, its glyphs read by the font that is set. */
function drawn(content: string, tables: Map<string, Map<number, string>>): string[] {
  let table = new Map<number, string>();
  const pieces: string[] = [];
  for (const [, font, show] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) table = tables.get(font) ?? new Map<number, string>();
    else
      pieces.push(
        [...(show ?? "").matchAll(/<([0-9a-f]+)>/gi)]
          .map(([, hex = ""]) =>
            (hex.match(/.{4}/g) ?? []).map((glyph) => table.get(Number.parseInt(glyph, 16)) ?? "?").join(""),
          )
          .join(""),
      );
  }
  return pieces;
}
