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

/** A text as part of a file's name: small letters and digits of any script, Latin ones without their marks, joined by hyphens; at most 60 signs, empty for a text without letters. */
export function slug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[ßłđðøæœıþ]/g, (letter) => latin[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  return [...plain.replace(/^-/, "")].slice(0, longest).join("").replace(/-$/, "");
}
