import { createHmac } from "node:crypto";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The six digits of a secret at a 30-second step, after RFC 6238. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A secret as authenticator apps want it typed: base32, in groups of four. */
export function typedSecret(secret: string): string {
  const bits = [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = (bits.match(/.{1,5}/g) ?? [])
    .map((group) => base32[parseInt(group.padEnd(5, "0"), 2)])
    .join("");
  return (letters.match(/.{1,4}/g) ?? []).join(" ");
}

/** The address that a QR code tells an authenticator app. */
export function totpUri(secret: string, issuer: string, email: string): string {
  const query = new URLSearchParams({
    secret: typedSecret(secret).replaceAll(" ", ""),
    issuer,
    digits: "6",
    period: "30",
  });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(email)}?${query.toString()}`;
}
