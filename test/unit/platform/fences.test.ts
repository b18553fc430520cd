import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ownHost, plainRequest } from "#app/platform/web/fences.server.ts";

let server: Server;
beforeAll(async () => {
  const app = express();
  app.get("/healthz", (_req, res) => void res.send("well"));
  app.use(plainRequest, ownHost);
  // What Remix makes of a request: it throws on what is no address and no method of fetch.
  app.all(
    "*",
    (req, res) =>
      void res.send(
        new Request(new URL(`http://${req.get("x-forwarded-host") ?? req.get("host")}${req.originalUrl}`), {
          method: req.method,
        }).url,
      ),
  );
  server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test.each([
  ["GET", "/hours", {}, 200],
  ["HEAD", "/hours", {}, 200],
  ["POST", "/hours", {}, 200],
  ["GET", "/hours", { host: "localhost:3000" }, 200],
  ["GET", "/hours", { host: "[::1]:3000" }, 200],
  ["TRACE", "/hours", {}, 405],
  ["PUT", "/hours", {}, 405],
  ["OPTIONS", "*", {}, 405],
  ["GET", "/hours", { host: "evil.example" }, 421],
  ["GET", "/hours", { host: "localhost.evil.example" }, 421],
  ["GET", "/hours", { host: "a b" }, 421],
  ["GET", "/hours", { host: "localhost:999999" }, 421],
  ["GET", "/hours", { "x-forwarded-host": "evil.example:999999" }, 200],
  ["GET", "http://evil.example/hours", {}, 400],
  ["GET", "/hours%00", {}, 400],
  ["GET", "/healthz", { host: "10.0.0.7" }, 200],
])("%s %s with %o answers %i", async (method, path, headers, status) => {
  expect(await ask(method, path, headers)).toBe(status);
});
