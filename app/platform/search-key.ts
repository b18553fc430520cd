const marks = /[\u0300-\u036f]/g;
const spaces = /[ \t\n\r\u00a0\u2000-\u200a\u202f\u3000]+/g;
const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ς: "σ",
};
const special = new RegExp(`[${Object.keys(letters).join("")}]`, "g");

/** What a name is searched and matched by: without case, accents and doubled spaces. The database's function search_key gives the same. */
export function searchKey(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(marks, "")
    .replace(special, (letter) => letters[letter] ?? letter)
    .normalize("NFC")
    .replace(spaces, " ")
    .replace(/^ +| +$/g, "");
}

/** Orders names as the database's collation `names` does, whatever the process's own language is. */
export const compareNames: (a: string, b: string) => number = new Intl.Collator("en").compare;
