/** What somebody copied from a statement; null for what no statement says. */
export type Copied = { reference: string; code: string };

/** Reads a reference and a check value as people type them: with or without spaces and dashes, O for 0, I or L for 1; at least sixteen digits of the value. */
export function readCopied(reference: string, code: string): Copied | null {
  const bare = reference.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const digits = code.toLowerCase().replaceAll(/[\s-]/g, "");
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(bare) && /^[0-9a-f]{16,64}$/.test(digits)
    ? { reference: bare, code: digits }
    : null;
}
