import { createRequire } from "node:module";

import type { RouteConfigEntry } from "@remix-run/route-config";
import { matchRoutes } from "@remix-run/react";
import { expect, test } from "vitest";

import { routeParts } from "#app/platform/web/route-parts.ts";
import routeConfig from "#app/routes.ts";
import { manifest } from "#test/routes/manifest.ts";

type Route = {
  id: string;
  parentId: string | undefined;
  path: string | undefined;
  index: boolean | undefined;
};

/** Every route by its name, parents first, as the build lists them. */
function listRoutes(entries: RouteConfigEntry[], parentId: string): Route[] {
  return entries.flatMap(({ file, path, index, children = [] }) => {
    const id = file.replace(/\.tsx$/, "");
    return [{ id, parentId, path, index }, ...listRoutes(children, id)];
  });
}

const routeList = await Promise.resolve(routeConfig);
const root: Route = { id: "root", parentId: undefined, path: "", index: undefined };
const all = [root, ...listRoutes(routeList, "root")];
const routes: Record<string, Route> = Object.fromEntries(all.map((route) => [route.id, route]));

/** The tree that the router is given, made as Remix makes it. */
function treeOf(part: Record<string, Route>, parentId?: string): Parameters<typeof matchRoutes>[0] {
  return Object.values(part)
    .filter((route) => route.parentId === parentId)
    .map(({ id: name, path, index }) =>
      index ? { id: name, path, index: true } : { id: name, path, children: treeOf(part, name) },
    );
}

const idsOf = (part: Record<string, Route>, at: string): (string | undefined)[] | null =>
  matchRoutes(treeOf(part), at)?.map(({ route }) => route.id) ?? null;

const id = "0a62ae64-6423-4267-baa7-bc42361f54c5";
const addressOf = ({ parentId, path }: Route): string => {
  const parent = parentId === undefined ? undefined : routes[parentId];
  return [parent && addressOf(parent), path?.replaceAll(/:\w+/g, id)].filter(Boolean).join("/");
};
const addresses = [
  ...all.map((route) => `/${addressOf(route)}`),
  ...Object.values(manifest).flatMap(({ path }) => path ?? []),
];
const odd = [
  "/nowhere",
  "/hours/",
  "/HOURS",
  "/staff/clients/a%2Fb",
  "/staff//clients",
  "/a/b/c/d/e",
  "/hours/%E0%A4%A",
];

test("of the routes that an address can match, the router chooses what it chooses of all", () => {
  const partOf = routeParts(routes);
  expect(addresses.length).toBeGreaterThan(100);
  for (const at of [...addresses, ...addresses.map((one) => `${one}/`), ...odd])
    expect([at, idsOf(partOf(at).routes, at)]).toEqual([at, idsOf(routes, at)]);
});

test("an address's data comes from the same routes", () => {
  const partOf = routeParts(routes);
  expect(partOf("/_root.data").key).toBe(partOf("/").key);
  expect(partOf("/hours.data").key).toBe(partOf("/hours").key);
  expect(Object.keys(partOf("/hours").routes).length).toBeLessThan(6);
});

test("the router is the version that this was compared with", () => {
  const { version } = createRequire(import.meta.url)("@remix-run/router/package.json") as { version: string };
  expect(version).toBe("1.23.4");
});
