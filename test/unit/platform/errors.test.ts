import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";

import { answerError } from "#app/platform/web/errors.server.ts";
import { bodyLimit, inContext, originGuard } from "#app/platform/web/fences.server.ts";

let server: Server;
beforeAll(async () => {
  const app = express();
  app.use(inContext, originGuard, bodyLimit);
  app.get("/late", (_req, res) => {
    res.write("begun");
    throw new Error("too late for words");
  });
  app.get("/reset/:token", () => {
    throw new Error("the stack that nobody may see");
  });
  app.get("/file", (_req, _res, next) => next(Object.assign(new Error("outside"), { status: 403 })));
  app.get("/odd", (_req, _res, next) => next({ status: 200, message: "no error at all" }));
  app.all("*", (_req, res) => void res.send("well"));
  app.use(answerError);
  server = await new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
});
afterAll(() => void server.close());

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    ...init,
    headers: { "accept-language": "de", ...init.headers },
  });

test.each([
  ["/reset/TL4YbGdKZ0mJ7w2pQx9sVn3c", 500],
  ["/odd", 500],
  ["/file", 403],
  ["/%E0%A4%A", 400],
  ["/reset/%E0%A4%A", 400],
])("%s fails before Remix and answers %i in words, without a stack", async (path, status) => {
  const answer = await ask(path);
  const text = await answer.text();
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(text).toMatch(status === 500 ? /schiefgelaufen|schief/ : /nicht lesbar/);
  expect(text.includes(answer.headers.get("x-request-id") ?? "none")).toBe(status === 500);
  expect(text).not.toMatch(/stack|\.ts|\.js|at |TL4Y|outside/);
});

test("what fails when the answer has begun ends the connection", async () => {
  await expect(ask("/late").then((answer) => answer.text())).rejects.toThrow();
});

test.each([
  ["nothing", "_data=x"],
  ["1,001 fields", `${"a&".repeat(1001)}_data=x`],
  ["3,000 fields", `${"a=1&".repeat(3000)}_data`],
  ["an encoded underscore", "%5Fdata"],
  ["another separator, encoded", "a=1;b&_d%61ta=x"],
])("the data fence finds _data behind %s", async (_, search) => {
  expect((await ask(`/sign-in?${search}`)).status).toBe(404);
});

test("a body beyond a megabyte is refused in words before it is read", async () => {
  const answer = await ask("/webhooks/stripe", { method: "POST", body: "x".repeat(1_000_001) });
  expect(answer.status).toBe(413);
  expect(await answer.text()).toMatch(/zu groß|größer/);
});
