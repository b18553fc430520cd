import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";

import { preloadHeader } from "#app/platform/web/preloads.server.ts";

const route = (id: string, imports: string[]): ServerBuild["assets"]["routes"][string] => ({
  id,
  module: `/assets/${id}.js`,
  imports: imports.map((name) => `/assets/${name}.js`),
  hasAction: false,
  hasLoader: true,
  hasClientAction: false,
  hasClientLoader: false,
  hasErrorBoundary: false,
});
const assets: ServerBuild["assets"] = {
  version: "1",
  url: "/assets/manifest-1.js",
  entry: { module: "/assets/entry.js", imports: ["/assets/react.js"] },
  routes: {
    root: route("root", ["react", "ui"]),
    page: route("page", ["ui", "chart"]),
    other: route("other", ["x"]),
  },
};

test("a page's header names what its routes import, each once, and nothing of other pages", () => {
  expect(preloadHeader(assets, ["root", "page"])).toBe(
    ["react", "ui", "chart"].map((name) => `</assets/${name}.js>; rel=modulepreload`).join(", "),
  );
});
