import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import { clientTabs } from "#app/office/client-menu.ts";
import { staffNav } from "#app/office/menu.ts";
import { clientNav, type ClientNeed } from "#app/portal/menu.ts";
import routes from "#app/routes.ts";
import type { NavItem } from "#app/ui/shell/menu.ts";

/** A page's address, with `*` for each part that is not the same for all, and its file. */
type Page = { path: string; file: string };
type Route = { path?: string; file: string; index?: boolean; children?: Route[] };

const pagesOf = (known: Route[], above = ""): Page[] =>
  known.flatMap(({ path, file, children }) => {
    const at = path ? `${above}/${path.replace(/:\w+\??/g, "*")}` : above;
    if (children) return pagesOf(children, at);
    return /^export default/m.test(read(join("app", file)))
      ? [{ path: at || "/", file: join("app", file) }]
      : [];
  });

function once<Value>(make: (file: string) => Value): (file: string) => Value {
  const known = new Map<string, Value>();
  return (file) => {
    const value = known.get(file) ?? make(file);
    known.set(file, value);
    return value;
  };
}
const read = once((file) => readFileSync(file, "utf8"));

/** The files of which a page is made, but for what its frame holds: those that it imports, by any number of steps. */
function filesOf(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !existsSync(file)) return known;
  known.add(file);
  for (const target of importsOf(file)) filesOf(target, known);
  return known;
}

/** What a file imports, but for letters and menus: their addresses are no links of the page. */
const importsOf = once((file) =>
  [...read(file).matchAll(/from "([#.][^"]+\.tsx?)"/g)]
    .map(([, from = ""]) => (from.startsWith("#") ? from.slice(1) : join(dirname(file), from)))
    .filter((target) => !/\/(?:generated|menu|client-menu|routes)\b|^emails\/|-frame\./.test(target)),
);

/** The addresses in a file's texts: what is put in is `*`, what follows a `?` or `#` is left out. */
const addressesIn = once((file) =>
  [...read(file).matchAll(/["`]((?:\/|\$\{)[^"`\n]*)["`]/g)].map(([, text = ""]) => plain(text)),
);
const plain = (text: string): string =>
  text
    .replace(/\$\{[^}]*\}/g, "*")
    .replace(/[?#].*$/, "")
    .replace(/(.)\/$/, "$1");

const allPages = pagesOf(routes);
const matches = (page: Page, address: string): boolean => {
  const wanted = page.path.split("/");
  const given = address.split("/");
  return wanted.length === given.length && wanted.every((part, at) => part === given[at] || part === "*");
};
/** What begins with something put in (`${base}/edit`) ends as the page does. */
const isLinked = (page: Page, address: string): boolean =>
  address.startsWith("*/")
    ? page.path.endsWith(address.slice(1)) && page.path !== address.slice(1)
    : address.startsWith("/") && matches(page, address);

const needs: ClientNeed[] = ["hours", "contract", "people", "approvals"];
const tabsOf = (nav: NavItem[]): string[] => nav.flatMap(({ tabs }) => tabs.map(({ to }) => plain(to)));
const client = clientNav({ role: "manager", has: needs, counts: { approvals: 0 } });
const staff = staffNav({ role: "owner", counts: { todo: 0 } });
const inMenu = [client.nav, client.account, staff.nav, staff.account].flatMap(tabsOf);
const ofClient = tabsOf(clientTabs("*", "owner"));

test("each page is in a menu, or within three clicks of one", () => {
  const mine = allPages.filter(({ file }) => /routes\/(?:client|staff)\//.test(file));
  const reached = new Map(
    mine.filter((page) => inMenu.some((to) => matches(page, to))).map((page) => [page, 1]),
  );
  for (const clicks of [2, 3]) {
    const from = [...reached].filter(([, count]) => count < clicks).map(([page]) => page);
    const links = new Set(from.flatMap((page) => [...filesOf(page.file)].flatMap(addressesIn)));
    if (from.some(({ path }) => path === "/staff/clients/*")) for (const to of ofClient) links.add(to);
    for (const page of mine)
      if (!reached.has(page) && [...links].some((address) => isLinked(page, address)))
        reached.set(page, clicks);
  }
  // The frame leads to these, and Stripe to the last.
  const frames = ["/more", "/search", "/staff/more", "/staff/search", "/staff", "/top-up/return"];
  expect(
    mine.filter((page) => !reached.has(page) && !frames.includes(page.path)).map(({ path }) => path),
  ).toEqual([]);
});
