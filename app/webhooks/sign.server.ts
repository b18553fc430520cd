import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

import { env } from "#app/platform/env.server.ts";

/** A new secret of an endpoint: Standard Webhooks' `whsec_` and 32 random bytes. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** What is signed: id, seconds since 1970 and the body's bytes as they go out. */
export type Signed = { id: string; seconds: number; body: string };

/** The header webhook-signature by Standard Webhooks 1.0: one signature for each secret that is valid. */
export function signatureOf({ id, seconds, body }: Signed, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
    })
    .join(" ");
}

/** Whether a header webhook-signature holds a signature by this secret that is at most five minutes off. */
export function isSignedBy(secret: string, header: string, signed: Signed, nowSeconds: number): boolean {
  if (Math.abs(nowSeconds - signed.seconds) > 300) return false;
  const expected = Buffer.from(signatureOf(signed, [secret]));
  return header.split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const sealKey = (): Buffer => Buffer.from(hkdfSync("sha256", env().authSecret, "", "webhook secrets", 32));

/** A secret as the database keeps it. */
export function sealSecret(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey(), nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url")).join(".");
}

/** Opens what sealSecret made; throws where AUTH_SECRET is another one now. */
export function openSecret(text: string): string {
  const [nonce, tag, sealed] = text.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!nonce || !tag || !sealed) throw new Error("a webhook's secret can't be read");
  const decipher = createDecipheriv("aes-256-gcm", sealKey(), nonce);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
}
