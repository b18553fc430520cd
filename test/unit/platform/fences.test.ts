import type { Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import express from "express";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { judgedPath } from "#app/platform/web/address.ts";
import { ownHost, plainRequest } from "#app/platform/web/fences.server.ts";
import { remixHandler } from "#app/platform/web/remix-handler.server.ts";

/** One route for every path, which tells the address that it was given. */
const tell = ({ request }: LoaderFunctionArgs) => new Response(null, { headers: { "x-route": request.url } });
const build: ServerBuild = {
  mode: "production",
  entry: { module: { default: () => new Response(null, { status: 500 }) } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    all: {
      id: "all",
      parentId: "root",
      path: "*",
      module: { loader: tell, action: tell, default: undefined },
    },
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

function listen(trustProxy: string | false): Promise<Server> {
  const app = express();
  app.set("trust proxy", trustProxy);
  app.get("/healthz", (_req, res) => void res.send("well"));
  app.use(plainRequest, ownHost, (req, res, next) => {
    const fields = new URL(req.originalUrl, "http://localhost").searchParams;
    res.set("x-fences", `${req.protocol}://${req.get("host")}${req.path}${fields.size ? `?${fields}` : ""}`);
    next();
  });
  const remix = remixHandler(build, "production");
  app.all("*", (req, res, next) => void remix(req, res, next));
  return new Promise((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
}

let direct: Server;
let proxied: Server;
beforeAll(async () => {
  [direct, proxied] = await Promise.all([listen(false), listen("loopback")]);
});
afterAll(() => {
  for (const server of [direct, proxied]) server.close();
});

type Seen = { status: number; fences: string | undefined; route: string | undefined };

/** Asks in bytes: no client would send most of these. */
async function ask(server: Server, request: string, headers: readonly string[]): Promise<Seen> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  socket.write(
    [`${request} HTTP/1.1`, ...headers, "connection: close", "content-length: 0", "", ""].join("\r\n"),
  );
  const answer = await text(socket);
  const header = (name: string) => new RegExp(`^${name}: (.*)\r$`, "im").exec(answer)?.[1];
  return { status: Number(answer.slice(9, 12)), fences: header("x-fences"), route: header("x-route") };
}

const site = "host: localhost:3000";

test.each([
  ["GET /hours", site, 200],
  ["HEAD /hours", site, 200],
  ["POST /hours", site, 200],
  ["TRACE /hours", site, 405],
  ["PUT /hours", site, 405],
  ["OPTIONS *", site, 405],
  ["GET http://evil.example/hours", site, 400],
  ["GET /hours%00", site, 400],
  ["GET /healthz", "host: 10.0.0.7", 200],
])("%s with %s answers %i", async (request, header, status) => {
  expect(await ask(direct, request, [header])).toMatchObject({ status });
});

describe("the host is judged once", () => {
  test.each([
    ["localhost:3000", "localhost:3000"],
    ["LocalHost:3000", "localhost:3000"],
    ["localhost:80", "localhost"],
    ["127.0.0.1:3000", "127.0.0.1:3000"],
    ["[::1]:3000", "[::1]"],
  ])("%s is ours, and the route sees %s", async (sent, seen) => {
    const address = `http://${seen}/hours?at=1`;
    const found = { status: 200, fences: address, route: address };
    expect(await ask(direct, "GET /hours?at=1", [`host: ${sent}`])).toEqual(found);
    const forwarded = ["host: web:3000", `x-forwarded-host: ${sent}`];
    expect(await ask(proxied, "GET /hours?at=1", forwarded)).toEqual(found);
  });

  const odd = [
    "evil.example",
    "localhost.evil.example",
    "localhost.",
    "localhost/profile?x=",
    "localhost?x=",
    "localhost#",
    "localhost\\profile",
    "evil.example@localhost",
    "localhost@evil.example",
    "localhost:pass@localhost",
    "local host",
    "localhost:",
    "localhost:0",
    "localhost:080",
    "localhost:999999",
    "localhost:3000/profile",
    "localhost:3000:3000",
    "localhost:3000junk",
    "localhost, localhost",
    "localhost,evil.example",
    "%6cocalhost",
    "[::1",
    "[::1]evil",
    "",
  ];
  test.each(odd)("'%s' is not ours, sent or forwarded by a trusted proxy", async (host) => {
    const refused = { status: 421, fences: undefined, route: undefined };
    expect(await ask(direct, "POST /webhooks/stripe", [`host: ${host}`])).toEqual(refused);
    if (host === "") return; // Forwarded as nothing it is not forwarded.
    expect(await ask(proxied, "POST /webhooks/stripe", [site, `x-forwarded-host: ${host}`])).toEqual(refused);
  });

  test("two host headers, and two that were forwarded, are refused", async () => {
    expect(await ask(direct, "GET /hours", [site, site])).toMatchObject({ status: 421 });
    const twice = [site, "x-forwarded-host: localhost", "x-forwarded-host: localhost"];
    expect(await ask(proxied, "GET /hours", twice)).toMatchObject({ status: 421 });
  });

  test("who is no trusted proxy has no say in host, port and protocol", async () => {
    const headers = [site, "x-forwarded-host: evil.example:999", "x-forwarded-proto: https://evil.example/?"];
    const address = "http://localhost:3000/hours";
    expect(await ask(direct, "GET /hours", headers)).toEqual({
      status: 200,
      fences: address,
      route: address,
    });
  });

  test.each([
    ["https", 200],
    ["http", 200],
    ["http://localhost/profile?x=", 421],
    ["https,http", 421],
    ["ftp", 421],
  ])("a trusted proxy that forwards the protocol %s is answered %i", async (protocol, status) => {
    const seen = await ask(proxied, "POST /webhooks/stripe", [site, `x-forwarded-proto: ${protocol}`]);
    expect(seen.status).toBe(status);
    expect(seen.route).toBe(seen.fences);
  });
});

describe("the path is judged once", () => {
  test.each([
    ["/x/../__manifest", "/__manifest"],
    ["/%2e%2E/__manifest", "/__manifest"],
    ["/.\\__manifest", "/__manifest"],
    ["/webhooks/stripe/../../profile", "/profile"],
    ["/webhooks/stripe#/../../profile", "/webhooks/stripe"],
    ["//evil.example/hours", "//evil.example/hours"],
    ["/hours?a='b'&c=%5Fdata", "/hours?a=%27b%27&c=_data"],
    ["/hours??_data=x", "/hours?%3F_data=x"],
  ])("%s is %s to the fences and to the route", async (sent, seen) => {
    const address = `http://localhost:3000${seen}`;
    expect(await ask(direct, `GET ${sent}`, [site])).toEqual({
      status: 200,
      fences: address,
      route: address,
    });
  });

  test("whatever is asked, what was judged is read the same by everybody after", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "..",
      ".",
      "%2e",
      "#",
      "?",
      "@",
      ":",
      "//",
      "a",
      "'",
      '"',
      "|",
      "é",
      "[",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const judged = judgedPath(`/${pieces.join("")}`) ?? "/";
        const { pathname, search, host } = new URL(`http://localhost:3000${judged}`);
        expect([pathname + search, host]).toEqual([judged, "localhost:3000"]);
        expect(judgedPath(judged)).toBe(judged);
      }),
    );
  });
});
