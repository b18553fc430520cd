import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A fresh id in Stripe's manner, such as `pi_3kT…`. */
export function freshId(prefix: string): string {
  const random = Array.from(randomBytes(24), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return `${prefix}_${random}`;
}
