import { commonWords } from "./common-words.ts";

/** Why a password won't do. */
export type PasswordProblem =
  "password-too-short-alone" | "password-too-short" | "password-too-long" | "password-too-common";

/** What an attacker knows of the account anyway, and whether a second factor stands beside the password. */
export type PasswordContext = { hasSecondFactor: boolean; email: string; name: string; mspName: string };

/** At least 15 characters where the password stands alone, 12 with a second factor (NIST 800-63B), at most 128. */
export const passwordLength = { alone: 15, withSecondFactor: 12, most: 128 } as const;

/** So many different characters beside common words, or so many common words of some length, are enough to guess at. */
const enough = { characters: 4, words: 3, wordLength: 5 };

/** Judges a new password: long enough, and more to guess in it than common words, the company's name and the person's own. */
export function passwordProblem(password: string, context: PasswordContext): PasswordProblem | null {
  const length = [...password].length;
  if (length > passwordLength.most) return "password-too-long";
  if (length < passwordLength.withSecondFactor)
    return context.hasSecondFactor ? "password-too-short" : "password-too-short-alone";
  if (length < passwordLength.alone && !context.hasSecondFactor) return "password-too-short-alone";
  return isCommon(password, context) ? "password-too-common" : null;
}

/** Strikes out what is guessable and judges what is left: two common words and a year are not enough, a phrase of several is. */
function isCommon(password: string, context: PasswordContext): boolean {
  const plain = plainText(password);
  const repeated = /^(.{1,8}?)\1+$/.exec(plain)?.[1] ?? plain;
  const own = [context.mspName, context.name, context.email.split("@")[0] ?? ""].flatMap((text) =>
    plainText(text).split(/[^a-z]+/),
  );
  const ownWords = new Set(own);
  const words = [...ownWords, ...commonWords]
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  const struck: string[] = [];
  let rest = commonWords.includes(repeated.replace(/[^a-z]/g, "")) ? "" : repeated;
  for (const word of words) {
    if (!rest.includes(word)) continue;
    rest = rest.replaceAll(word, " ");
    if (word.length >= enough.wordLength && !ownWords.has(word)) struck.push(word);
  }
  // What stands alone between struck words is glue: digits, signs, an ending.
  const pieces = rest.split(/[^a-z]+/).filter((piece) => piece.length > 2 && !inRow(piece));
  return new Set(pieces.join("")).size < enough.characters && struck.length < enough.words;
}

const disguises: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
};

/** Lower case, without accents, with the usual disguises (p@ssw0rd) taken off between letters. */
function plainText(text: string): string {
  const lower = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
  return lower.replace(
    /(?<=[a-z])[013457@$!€](?=[a-z@$0134579])|^[@$](?=[a-z])/g,
    (sign) => disguises[sign] ?? sign,
  );
}

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "qwertzuiop",
  "azertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "yxcvbnm",
];

/** Tells a run of the alphabet or of a keyboard's row, forwards or backwards, or one letter again and again. */
function inRow(piece: string): boolean {
  const backwards = [...piece].reverse().join("");
  return new Set(piece).size === 1 || rows.some((row) => row.includes(piece) || row.includes(backwards));
}
