import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

import { env } from "#app/platform/env.server.ts";

/** What bytes are sealed for: what was sealed for one purpose opens for no other. */
export type SealPurpose =
  "kept form" | "microsoft secret" | "microsoft consent" | "halo secret" | "api cursor";

const keyFor = (purpose: SealPurpose): Buffer =>
  Buffer.from(hkdfSync("sha256", env().authSecret, "", purpose, 32));

/** Encrypts bytes with the installation's own secret (AES-256-GCM), as text for a column, a cookie or an address. */
export function sealBytes(purpose: SealPurpose, bytes: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** What was sealed for a purpose; null for what another secret or purpose sealed, and for what was changed since. */
export function unsealBytes(purpose: SealPurpose, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12), {
      authTagLength: 16,
    }).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch {
    return null;
  }
}
