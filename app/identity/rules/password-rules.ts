import { commonWords } from "./common-words.ts";

/** Why a password won't do. */
export type PasswordProblem = "password-too-short-alone" | "password-too-short" | "password-too-long" | "password-too-common";

/** What an attacker knows of the account anyway, and whether a second factor stands beside the password. */
export type PasswordContext = { hasSecondFactor: boolean; email: string; name: string; mspName: string };

/** At least 15 characters where the password stands alone, 12 with a second factor (NIST 800-63B), at most 128. */
export const passwordLength = { alone: 15, withSecondFactor: 12, most: 128 } as const;

const fewest = 4;

/** Judges a new password: long enough, and more to guess in it than common words, the company's name and the person's own. */
export function passwordProblem(password: string, context: PasswordContext): PasswordProblem | null {
  const length = [...password].length;
  if (length > passwordLength.most) return "password-too-long";
  if (length < passwordLength.withSecondFactor) return context.hasSecondFactor ? "password-too-short" : "password-too-short-alone";
  if (length < passwordLength.alone && !context.hasSecondFactor) return "password-too-short-alone";
  return leftToGuess(password, context) < fewest ? "password-too-common" : null;
}

/** How many different characters are left once everything guessable is struck out. */
function leftToGuess(password: string, context: PasswordContext): number {
  const plain = plainText(password);
  const repeated = /^(.{1,8}?)\1+$/.exec(plain)?.[1] ?? plain;
  const own = [context.mspName, context.name, context.email.split("@")[0] ?? ""].flatMap((text) => plainText(text).split(/[^a-z]+/));
  const words = [...own, ...commonWords].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
  let rest = repeated;
  for (const word of words) rest = rest.replaceAll(word, " ");
  // What stands alone between struck words is glue: digits, signs, an ending.
  const pieces = rest.split(/[^a-z]+/).filter((piece) => piece.length > 2 && !inRow(piece));
  return new Set(pieces.join("")).size;
}

const disguises: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i", "€": "e" };

/** Lower case, without accents, with the usual disguises (p@ssw0rd) taken off between letters. */
function plainText(text: string): string {
  const lower = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
  return lower.replace(/(?<=[a-z])[013457@$!€](?=[a-z@$0134579])|^[@$](?=[a-z])/g, (sign) => disguises[sign] ?? sign);
}

const rows = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm"];

/** Tells a run of the alphabet or of a keyboard's row, forwards or backwards, or one letter again and again. */
function inRow(piece: string): boolean {
  const backwards = [...piece].reverse().join("");
  return new Set(piece).size === 1 || rows.some((row) => row.includes(piece) || row.includes(backwards));
}
