/** A stretch of text in one typeface, or one code point that no typeface has. */
export type TextRun = { family: string; text: string } | { family: null; codePoint: number };

/** Whether a typeface can draw a code point. */
export type HasGlyph = (family: string, codePoint: number) => boolean;

/**
 * Shares a text out over typefaces so that each letter is drawn by one that has it: the PDF library prints another
 * letter, or none, where its typeface has none. The first typeface that has the whole text takes it, else words and at
 * last single letters are shared out; what nothing can draw comes back as its code point, for a visible box.
 */
export function textRuns(text: string, families: readonly string[], hasGlyph: HasGlyph): TextRun[] {
  const plain = printable(text);
  const whole = families.find((family) => covers(family, plain, hasGlyph));
  if (whole !== undefined) return plain === "" ? [] : [{ family: whole, text: plain }];
  return joined(plain.split(/(?<= )/).flatMap((word) => wordRuns(word, families, hasGlyph)));
}

function wordRuns(word: string, families: readonly string[], hasGlyph: HasGlyph): TextRun[] {
  if (word === "") return [];
  const whole = families.find((family) => covers(family, word, hasGlyph));
  if (whole !== undefined) return [{ family: whole, text: word }];
  const clusters = [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment);
  return clusters.flatMap((cluster) => clusterRuns(cluster, families, hasGlyph));
}

/** A letter with its marks, or an emoji with what it is joined to; joiners that a typeface needn't have are left out for it. */
function clusterRuns(cluster: string, families: readonly string[], hasGlyph: HasGlyph): TextRun[] {
  for (const family of families) {
    const text = [...cluster].filter((letter) => !joiners.test(letter) || hasGlyph(family, codeOf(letter)));
    if (text.length > 0 && covers(family, text.join(""), hasGlyph)) return [{ family, text: text.join("") }];
  }
  return [...cluster]
    .filter((letter) => !joiners.test(letter))
    .map((letter) => {
      const family = families.find((one) => hasGlyph(one, codeOf(letter)));
      return family === undefined ? { family: null, codePoint: codeOf(letter) } : { family, text: letter };
    });
}

/** The zero-width joiner and the variation selectors. */
const joiners = /\u200d|\ufe0e|\ufe0f/u;

function covers(family: string, text: string, hasGlyph: HasGlyph): boolean {
  for (const letter of text) if (!hasGlyph(family, codeOf(letter))) return false;
  return true;
}

const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;

/** Runs of one typeface beside each other become one. */
function joined(runs: TextRun[]): TextRun[] {
  const out: TextRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && last.family !== null && run.family === last.family) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
}

/** Letters composed; line breaks and the spaces that typefaces lack as the ones that they have; no invisible signs. */
function printable(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\t\n\r\v\f\u2028\u2029\u2000-\u2006\u2008-\u200a\u205f\u3000]/g, " ")
    .replaceAll(/[\u2007\u202f]/g, "\u00a0")
    .replaceAll(/[\u2010\u2011]/g, "-")
    .replaceAll(/(?!\u200d)\p{Cf}/gu, "")
    .replaceAll(rightToLeft, "$&\u200e");
}

/** Words of a script that is written from the right. The mark that follows them on paper keeps numbers beside them in their places. */
const rightToLeft =
  /[\p{scx=Arabic}\p{scx=Hebrew}](?<=\p{L})(?:[\p{scx=Arabic}\p{scx=Hebrew}\p{M} ]*[\p{scx=Arabic}\p{scx=Hebrew}\p{M}])?/gu;

/** A code point as people look it up: U+1F525. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
