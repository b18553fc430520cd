/** What the bytes 0x80 to 0x9f mean to Windows; five mean nothing and stay control characters. Node's decoder takes them for Latin-1 (20.19 and later). */
const signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Text of bytes as Windows writes them in western Europe. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte <= 0x9f ? (signs[byte - 0x80] ?? "") : String.fromCharCode(byte),
  ).join("");
}
