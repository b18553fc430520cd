import { createHmac, randomInt } from "node:crypto";

import { env } from "#app/platform/env.server.ts";

const mark = "h1:";
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** Ten new backup codes, easy to read from paper: no 0 and o, no 1, i and l. */
export function newBackupCodes(): string[] {
  const word = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: 10 }, () => `${word()}-${word()}`);
}

/** A typed backup code as the database keeps it: a keyed hash, however it was written down. */
export function storedBackupCode(typed: string): string {
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, "");
  return mark + createHmac("sha256", env().authSecret).update(`backup-code ${code}`).digest("base64url");
}

/** How the sign-in library stores its list of codes. It reads the list back and writes what is left: hashes, known by their mark, stay as they are. */
export const backupCodeStorage = {
  encrypt: (list: string): Promise<string> => {
    const codes: unknown = JSON.parse(list);
    if (!Array.isArray(codes)) throw new TypeError("backup codes are a list");
    return Promise.resolve(
      JSON.stringify(
        codes.map((code) => (String(code).startsWith(mark) ? String(code) : storedBackupCode(String(code)))),
      ),
    );
  },
  decrypt: (stored: string): Promise<string> => Promise.resolve(stored),
};
