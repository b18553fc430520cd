const latin: Record<string, string> = {
  ß: "ss",
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
};

const longest = 60;

const german: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };

/**
 * A text as part of a file's name: small letters and digits of any script, Latin ones without their marks, joined by hyphens; at most 60
 * signs, empty for a text without letters. In German the umlauts become two letters.
 */
export function slug(text: string, locale?: string): string {
  const spelled = locale?.startsWith("de")
    ? text
        .normalize("NFC")
        .toLowerCase()
        .replaceAll(/[äöü]/g, (letter) => german[letter] ?? letter)
    : text;
  const plain = spelled
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[ßłđðøæœıþ]/g, (letter) => latin[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  return [...plain.replace(/^-/, "")].slice(0, longest).join("").replace(/-$/, "");
}
