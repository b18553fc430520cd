/** The SHA-256 that was typed, as 64 hex digits in lower case, spaces left out; null where it is none. */
export function sha256Of(typed: string): string | null {
  const digits = typed.replaceAll(/\s/g, "").toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}

/** Tells whether a file says that it is a PDF: its mark is among the first 1,024 bytes, where readers look for it. */
export function isPdf(file: Uint8Array): boolean {
  return String.fromCodePoint(...file.subarray(0, 1024)).includes("%PDF-");
}
