import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { HandleDocumentRequestFunction, ServerBuild } from "@remix-run/node";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";

import { remixHandler, wholeAnswer } from "#app/platform/web/remix-handler.server.ts";

const page = "<p>Zeven uur – één kwartier</p>";
const pieces = ["<p>Zeven uur", " – één kwartier</p>"];

const inPieces = (): ReadableStream =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
const render: HandleDocumentRequestFunction = ({ url }, status, headers) => {
  headers.append("set-cookie", "a=1");
  headers.append("set-cookie", "b=2");
  return url.endsWith("/whole")
    ? wholeAnswer(page, { status, headers })
    : new Response(inPieces(), { status, headers });
};
const build: ServerBuild = {
  mode: "production",
  entry: { module: { default: render } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    all: { id: "all", parentId: "root", path: "*", module: { default: () => null } },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: false,
    v3_singleFetch: true,
  },
  isSpaMode: false,
};

let server: Server;
beforeAll(async () => {
  const app = express();
  app.all("*", remixHandler(build, "production"));
  await new Promise<void>((resolve) => {
    server = app.listen(0, "127.0.0.1", () => resolve());
  });
});
afterAll(() => server.close());

const ask = (path: string, method = "GET"): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });

test("a whole page is sent with its length in bytes, and each of its cookies", async () => {
  const answer = await ask("/whole");
  expect(await answer.text()).toBe(page);
  expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(page)));
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("an answer in pieces is sent as it comes", async () => {
  const answer = await ask("/pieces");
  expect(await answer.text()).toBe(page);
  expect(answer.headers.get("content-length")).toBeNull();
});

test("HEAD gets the headers alone", async () => {
  const answer = await ask("/whole", "HEAD");
  expect(await answer.text()).toBe("");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});
