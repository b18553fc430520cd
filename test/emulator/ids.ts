import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const LENGTH = 24;
const pool = new Uint8Array(256 * LENGTH);
let used = pool.length;

/** A fresh id in Stripe's manner, such as `pi_3kT…`. */
export function freshId(prefix: string): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let id = `${prefix}_`;
  for (const end = used + LENGTH; used < end; used += 1) id += ALPHABET[(pool[used] ?? 0) % ALPHABET.length];
  return id;
}
