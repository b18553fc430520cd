import http from "node:http";
import { brotliDecompressSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestApp, type TestApp } from "#test/setup/test-app.ts";

let app: TestApp;
let script: string;

/** Asks as a browser does that takes these encodings; the bytes as they travelled. */
function ask(
  to: string,
  encoding: string,
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get(app.url + to, { headers: { "accept-encoding": encoding } }, (response) => {
        const chunks: Buffer[] = [];
        response
          .on("data", (chunk: Buffer) => chunks.push(chunk))
          .once("error", reject)
          .once("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
      })
      .once("error", reject);
  });
}

beforeAll(async () => {
  app = await startTestApp();
  script = /\/assets\/[\w.-]+\.js/.exec(await (await fetch(`${app.url}/sign-in`)).text())?.[0] ?? "";
}, 120_000);
afterAll(() => app.stop());

test("a script travels as brotli to who takes it, plain to others, and says the same", async () => {
  const plain = await ask(script, "identity");
  expect(plain.status).toBe(200);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  for (const squeezed of await Promise.all([
    ask(script, "gzip, deflate, br"),
    ask(script, "br"),
    ask(script, "br"),
  ])) {
    expect(squeezed.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(squeezed.headers.vary?.toLowerCase()).toContain("accept-encoding");
    expect(brotliDecompressSync(squeezed.body).equals(plain.body)).toBe(true);
    expect(squeezed.body.length).toBeLessThan(plain.body.length / 2);
  }
});

test("a script that isn't there, or lies outside the folder, is not found", async () => {
  for (const to of [
    "/assets/no-such.js",
    "/assets/..%2f..%2fserver%2findex.js",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets/nested/entry.js",
  ]) {
    expect((await ask(to, "br")).status, to).toBe(404);
  }
  // A name that was asked in vain is not remembered as there.
  expect((await ask("/assets/no-such.js", "br")).status).toBe(404);
});
