import { readdirSync, readFileSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import {
  breakPoints,
  familiesFor,
  hasGlyph,
  headingFamily,
  loadFonts,
  textFamily,
} from "#app/platform/pdf/fonts.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { textRuns } from "#app/platform/pdf/text-runs.ts";
import { pdfText } from "#test/setup/pdf-text.ts";
import { statementProps, statementRow } from "#test/unit/platform/statement-props.ts";

beforeAll(() => loadFonts(), 60_000);

const runs = (text: string) => textRuns(text, familiesFor(textFamily), hasGlyph);
/** What the runs show: boxes as their code points. */
const shown = (text: string): string =>
  runs(text)
    .map((run) => (run.family === null ? `[${run.codePoint.toString(16)}]` : run.text))
    .join("");

describe("typefaces for letters", () => {
  test("both typefaces of papers have every letter of the messages and of what stands between figures", () => {
    const texts = readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((file) => /^[^/\\]+[/\\]messages[/\\].*\.json$/.test(file))
      .map((file) => readFileSync(`app/${file}`, "utf8"));
    expect(texts.length).toBeGreaterThan(50);
    const letters = new Set([...texts.join(""), ..."→−×·…≤≥≠±€£"].filter((letter) => letter !== "\n"));
    const without = [...letters].filter((letter) =>
      [textFamily, headingFamily].some((family) => !hasGlyph(family, letter.codePointAt(0) ?? 0)),
    );
    expect(without).toEqual([]);
  });

  test.each([
    ["Bakkerij Jansen → 100 % ≤ € 5,00", ["Figtree"]],
    ["Łukasz Żółć, Győr, İstanbul şubesi ığ", ["Figtree"]],
    ["Ελληνική Καφετέρια ΑΕ", ["Noto Sans"]],
    ["Българска пекарна ООД", ["Noto Sans"]],
    ["Đặng Mỹ Lệ", ["Noto Sans"]],
    ["شركة الاختبار", ["IBM Plex Sans Arabic", "Noto Sans"]],
    ["חברת בדיקה", ["Noto Sans Hebrew"]],
    ["Printer 🔥 kapot", ["Figtree", "Noto Emoji", "Figtree"]],
    ["#4 طابعة", ["Figtree", "IBM Plex Sans Arabic", "Noto Sans"]],
    ["Ж→Ω", ["Noto Sans", "Figtree", "Noto Sans"]],
  ])("%s", (text, families) => {
    const found = runs(text);
    expect(found.map(({ family }) => family)).toEqual(families);
    expect(shown(text).replaceAll("\u200e", "")).toBe(text);
    for (const run of found)
      if (run.family !== null)
        for (const letter of run.text) expect(hasGlyph(run.family, letter.codePointAt(0) ?? 0)).toBe(true);
  });

  test.each([
    ["日本 printer", "[65e5][672c] printer"],
    ["tab\tand\nline", "tab and line"],
    ["12\u202f500\u2009kg, e\u2011mail", "12\u00a0500 kg, e-mail"],
    ["hidden\u200b\u202e\u00ad text", "hidden text"],
    ["bell\u0007", "bell[7]"],
    ["NFD: Angstro\u0308m \u0110a\u0306\u0323ng".normalize("NFD"), "NFD: Angström Đặng"],
    ["👨‍👩‍👧 🇳🇱 👍🏽", "👨‍👩‍👧 🇳🇱 👍🏽"],
    ["חברת בדיקה · 0 u 13", "חברת בדיקה\u200e · 0 u 13"],
    ["", ""],
  ])("%j", (text, expected) => expect(shown(text)).toBe(expected));
});

test("a word is broken where it may be, never with a sign that it does not have", () => {
  expect(breakPoints("Bakkerij").join("|")).toBe("|Bakkerij");
  expect(breakPoints("Auftragsverarbeitungsvertrag,").join("|")).toBe("|Auftragsverarbeitungsvertrag,");
  expect(breakPoints(" ").join("|")).toBe("| ");
  const url = "https://portal.example.com/tickets/2026/a-long-one?with=a&query=b";
  expect(breakPoints(url).join("")).toBe(url);
  expect(breakPoints(url).filter(Boolean)).toContain("tickets/");
  const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk👨‍👩‍👧";
  expect(breakPoints(long).join("")).toBe(long);
  expect(breakPoints(long)).toContain("👨‍👩‍👧");
  // An empty part before each: one between two parts would be written as a hyphen.
  const parts = breakPoints(long);
  parts.forEach((part, index) => expect(part === "").toBe(index % 2 === 0));
});

test("names in any script stand on paper as they are, embedded letters alone, and long ones are broken", async () => {
  const names = [
    "Ελληνική Καφετέρια ΑΕ",
    "Българска пекарна",
    "Đặng Mỹ Lệ",
    "İstanbul şubesi ığ",
    "חברת",
    "🔥",
    "→",
  ];
  const long = `Gesellschaft${"fürWeitreichendeUnternehmungen".repeat(4)}`.slice(0, 125);
  const url = `https://portal.example.com/${"een-heel-lang-pad/".repeat(6)}`;
  const pdf = await renderPaper(
    "statement",
    statementProps({
      heading: long,
      receiverLines: [long, url],
      sender: { name: long, logo: null, colour: null, addressLines: [long], bankLines: [] },
      rows: [...names, long, url, "日本", "شركة"].map((title) => statementRow({ title })),
    }),
  );
  const [page = ""] = pdfText(pdf);
  const packed = page.replaceAll(/\s/g, "");
  for (const name of names) expect(packed).toContain(name === "חברת" ? "תרבח" : name.replaceAll(/\s/g, ""));
  expect(packed).toContain("[U+65E5][U+672C]");
  expect(packed.split(long).length - 1).toBe(5);
  expect(packed.split(url).length - 1).toBe(2);
  expect(page).not.toContain(long);
  expect(page).not.toContain(url);
  const fonts = pdf.toString("latin1").match(/\/BaseFont \/[\w+-]+/g) ?? [];
  expect(fonts.length).toBeGreaterThan(4);
  for (const font of fonts) expect(font).toMatch(/^\/BaseFont \/[A-Z]{6}\+/);
}, 180_000);
