import { createRequire } from "node:module";

import { Font } from "@react-pdf/renderer";

const packages = createRequire(import.meta.url);

/** The typefaces of running text and of headings. */
export const textFamily = "Figtree";
export const headingFamily = "Schibsted Grotesk";

// One whole file a weight, each with a PostScript name of its own: two cuts of one typeface would be embedded anew at
// each switch between them. Loaded in this order where the paper's own typeface lacks a letter.
const typefaces: { family: string; package: string; file: string; weights: Record<number, string> }[] = [
  { family: textFamily, package: "figtree", file: "Figtree", weights: { 400: "Regular", 600: "SemiBold" } },
  {
    family: headingFamily,
    package: "schibsted-grotesk",
    file: "SchibstedGrotesk",
    weights: { 400: "Regular", 600: "SemiBold" },
  },
  {
    family: "Noto Sans",
    package: "noto-sans",
    file: "NotoSans",
    weights: { 400: "Regular", 600: "SemiBold" },
  },
  // Noto's Arabic puts its dots on by a rule that the PDF library loses letters with; this one has whole letters.
  {
    family: "IBM Plex Sans Arabic",
    package: "ibm-plex-sans-arabic",
    file: "IBMPlexSansArabic",
    weights: { 400: "Regular", 600: "SemiBold" },
  },
  {
    family: "Noto Sans Hebrew",
    package: "noto-sans-hebrew",
    file: "NotoSansHebrew",
    weights: { 400: "Regular", 600: "SemiBold" },
  },
  { family: "Noto Emoji", package: "noto-emoji", file: "NotoEmoji", weights: { 400: "Regular" } },
];

const fallbacks = typefaces
  .map(({ family }) => family)
  .filter((family) => family !== textFamily && family !== headingFamily);

/** The typefaces to try for a text, the paper's own first. */
export function familiesFor(family: string): string[] {
  return [family, ...fallbacks];
}

let loaded: Promise<void> | undefined;

/** Registers and reads every typeface, once; after it `hasGlyph` answers and documents can be laid out. */
export function loadFonts(): Promise<void> {
  loaded ??= readFonts();
  return loaded;
}

async function readFonts(): Promise<void> {
  Font.registerHyphenationCallback(breakPoints);
  for (const { family, package: name, file, weights } of typefaces) {
    const cuts = Object.entries(weights).map(([weight, cut]) => ({
      src: packages.resolve(`@expo-google-fonts/${name}/${weight}${cut}/${file}_${weight}${cut}.ttf`),
      fontWeight: Number(weight),
    }));
    Font.register({ family, fonts: cuts });
    await Promise.all(cuts.map(({ fontWeight }) => Font.load({ fontFamily: family, fontWeight })));
  }
}

const known = new Map<string, boolean>();

/** Whether a typeface can draw a code point, in each of its weights. */
export function hasGlyph(family: string, codePoint: number): boolean {
  const key = `${family} ${codePoint}`;
  const answer = known.get(key) ?? weightsOf(family).every((weight) => cutHas(family, weight, codePoint));
  known.set(key, answer);
  return answer;
}

function weightsOf(family: string): number[] {
  return Object.keys(typefaces.find((one) => one.family === family)?.weights ?? {}).map(Number);
}

/** The renderer types its fonts by a package that publishes no types, so what is used of them is checked here. */
function hasGlyphs(font: unknown): font is { hasGlyphForCodePoint: (codePoint: number) => boolean } {
  return typeof font === "object" && font !== null && "hasGlyphForCodePoint" in font;
}

function cutHas(fontFamily: string, fontWeight: number, codePoint: number): boolean {
  const font: unknown = Font.getFont({ fontFamily, fontWeight }).data;
  return hasGlyphs(font) && font.hasGlyphForCodePoint(codePoint);
}

const longestWhole = 24;
/** A word of letters alone is a word, and in German often this long: it goes on the next line as a whole. */
const longestOfLetters = 30;
const ofLetters = /^[\p{P}]*[\p{L}\p{M}]+[\p{P}]*$/u;

/**
 * Where a word may be broken. An empty part is a break without a hyphen, since hyphens in names, addresses and hashes
 * would be read as theirs. Short words stay whole; the empty part in front lets a word of two typefaces break between them.
 */
export function breakPoints(word: string): string[] {
  const longest = ofLetters.test(word) ? longestOfLetters : longestWhole;
  if (word.length <= longest || word.trim() === "") return ["", word];
  const pieces = word.split(/(?<=[/\\\-_.@?&=:;,+])/u);
  const letters = new Intl.Segmenter();
  return pieces.flatMap((piece) =>
    piece.length <= longestWhole
      ? ["", piece]
      : [...letters.segment(piece)].flatMap(({ segment }) => ["", segment]),
  );
}
