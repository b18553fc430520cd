import { createHash, X509Certificate } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { readTimestamp, requestTimestamp, type Authority } from "#app/agreements/seal/timestamp.server.ts";
import { startTimestampAuthority, type TimestampAuthority } from "#test/emulator/timestamp.ts";

const at = new Date("2026-11-22T10:00:00Z");
const digest = createHash("sha256").update("a sealed file").digest();
let standIn: TimestampAuthority;
let authority: Authority;
beforeAll(async () => {
  standIn = await startTimestampAuthority({ at: () => at });
  authority = { url: standIn.url, roots: [new X509Certificate(standIn.rootsPem)] };
});
afterAll(() => standIn.close());

test("a token proves since when the file was there, to whoever trusts the authority", async () => {
  standIn.answer("ok");
  const stamp = await requestTimestamp(authority, digest);
  expect(stamp).toMatchObject({ at, authority: "Timestamps of the demo" });
  expect(readTimestamp(stamp.token, digest, authority.roots).at).toEqual(at);
  const other = createHash("sha256").update("another file").digest();
  expect(() => readTimestamp(stamp.token, other, authority.roots)).toThrow("something else");
  expect(() => readTimestamp(stamp.token, digest, [])).toThrow("not trusted");
});

test("a token in which any byte is changed does not hold", async () => {
  standIn.answer("ok");
  const { token } = await requestTimestamp(authority, digest);
  const held = Array.from({ length: 40 }, (_, index) => {
    const copy = Buffer.from(token);
    const place = Math.floor(((index + 0.5) / 40) * copy.length);
    copy[place] = (copy[place] ?? 0) ^ 0x01;
    try {
      return readTimestamp(copy, digest, authority.roots).at.getTime() !== at.getTime();
    } catch {
      return false;
    }
  });
  expect(held).not.toContain(true);
});

test.each([
  ["refuse", "refused: status 2"],
  ["down", "answered 500"],
  ["wrong-imprint", "something else"],
  ["wrong-nonce", "another question"],
] as const)("an authority that answers %s gives no timestamp", async (mode, why) => {
  standIn.answer(mode);
  await expect(requestTimestamp(authority, digest)).rejects.toThrow(why);
});
