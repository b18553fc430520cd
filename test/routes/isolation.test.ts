import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { billingAccess } from "#app/billing/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import routes from "#app/routes.ts";
import { startTestApp, type TestApp } from "#test/setup/test-app.ts";
import { canary, costCanaries, gather, internalCanary, type TestPeople } from "#test/routes/people.ts";
import { manifest } from "#test/routes/manifest.ts";
import { by, roles, type RouteEntry, type Role } from "#test/routes/route-entry.ts";

type Listed = { id: string; pattern: string; file: string };
type RouteNode = {
  id?: string | undefined;
  path?: string | undefined;
  file: string;
  index?: boolean | undefined;
  children?: RouteNode[] | undefined;
};
type Outcome = "shown" | "missing" | `led to ${string}` | `status ${number}`;
type Which = "own" | "foreign" | "unknown";

const walk = (nodes: RouteNode[], above: string): Listed[] =>
  nodes.flatMap((node) => {
    const pattern = node.path ? `${above}/${node.path}` : above;
    return [
      { id: node.id ?? node.file.replace(/\.tsx?$/, ""), pattern: pattern || "/", file: node.file },
      ...walk(node.children ?? [], pattern),
    ];
  });
const listed: Listed[] = [{ id: "root", pattern: "/", file: "root.tsx" }, ...walk(routes, "")];
const entries = listed.flatMap(({ id, pattern, file }, place) =>
  manifest[id] && !manifest[id].frame ? [{ id, pattern, file, place, entry: manifest[id] }] : [],
);

let app: TestApp;
let people: TestPeople;
beforeAll(async () => {
  app = await startTestApp();
  people = await gather(app);
}, 120_000);
afterAll(async () => {
  await people?.close();
  await app?.stop();
});

const clientSide: Role[] = ["employee", "approver", "finance", "manager"];
const missingId = randomUUID();

/** Roles that neither spend a client's money nor see it. */
const withoutMoney = roles.filter(
  (role) => ![...by(clientsAccess.spend), ...by(billingAccess.seeMoney)].includes(role),
);
const moneyKey = /"(\w*(?:Minor|[pP]ayUrl|[iI]nvoiceUrl|[iI]nvoicePdf|[cC]heckoutUrl))"/g;

/** The keys of a loader's data that name an amount, or a place where money is paid, and that its page doesn't show. */
const moneyKeysIn = (body: string, { amounts = [] }: RouteEntry): string[] => [
  ...new Set([...body.matchAll(moneyKey)].map(([, key = ""]) => key).filter((key) => !amounts.includes(key))),
];

/**
 * Who asks for a page's whole document too. A document is drawn from what the loaders answer, and each role asks those: so of each page one client's
 * person and one of all who may read it ask for the document, and one who may not, others from page to page.
 */
function askDocument(entry: RouteEntry, place: number): ReadonlySet<Role | undefined> {
  const may = roles.filter((role) => entry.read === "everyone" || entry.read.includes(role));
  const among = (group: Role[]): Role | undefined => group[place % group.length];
  const mayNot = roles.filter((role) => !may.includes(role));
  return new Set([among(may.filter((role) => clientSide.includes(role))), among(may), among(mayNot)]);
}

/** What is no page has no other form: a file, a redirect. */
const isPage = (file: string): boolean =>
  readFileSync(`app/${file}`, "utf8").includes("export default function");

function pathOf(pattern: string, entry: RouteEntry, which: Which): string {
  if (!entry.param) return entry.path ?? pattern;
  const id = which === "unknown" ? missingId : people[which][entry.param.row];
  const clientId = which === "unknown" ? missingId : people[which].client;
  return pattern.replace(`:${entry.param.name}`, id).replace(":clientId", clientId);
}

const rowsOf = (entry: RouteEntry): Which[] => (entry.param ? ["own", "foreign", "unknown"] : ["own"]);
const asData = (path: string): string => (path === "/" ? "/_root.data" : `${path}.data`);

async function outcomeOf(response: Response, body: string): Promise<Outcome> {
  if (response.status === 404) return "missing";
  const location = response.headers.get("location") ?? /"redirect","([^"]*)"/.exec(body)?.[1];
  if ((response.status >= 300 && response.status < 400) || response.status === 202)
    return `led to ${new URL(location ?? "?", app.url).pathname}`;
  return response.status === 200 ? "shown" : `status ${response.status}`;
}

/** What a role should get at an address, given whose row the address names. */
function isExpected(entry: RouteEntry, role: Role, which: Which, outcome: Outcome): boolean {
  const may = entry.read === "everyone" || (entry.read !== "nobody" && entry.read.includes(role));
  const leads = entry.leadsTo?.[role];
  if (leads && outcome.startsWith("led to ") && leads.test(outcome.slice("led to ".length))) return true;
  if (entry.read === "nobody") return outcome === "missing" || outcome === "status 405";
  if (entry.read !== "everyone" && (role === "anonymous" || role === "ended"))
    return outcome === "led to /sign-in";
  if (!may) return outcome === "missing";
  if (
    which === "unknown" ||
    (which === "foreign" && clientSide.includes(role) && entry.param?.row !== "workType")
  )
    return outcome === "missing";
  if (entry.status) return outcome === (entry.status === 404 ? "missing" : `status ${entry.status}`);
  return outcome === "shown";
}

/** A page without what differs from one request to the next. */
const plain = (body: string): string =>
  body.replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi, "ID");

test("every route has its entry, and every entry its route", () => {
  expect(Object.keys(manifest).sort()).toEqual([...new Set(listed.map((route) => route.id))].sort());
});

test("the test app works: each person of our client is shown the dashboard", async () => {
  for (const role of clientSide) expect((await people.people[role].get("/")).status, role).toBe(200);
});

describe.each(entries)("$pattern ($id)", ({ id, pattern, file, place, entry }) => {
  const which = rowsOf(entry);
  const sampled = askDocument(entry, place);
  const page = isPage(file);

  test.each(roles)("as %s: what one may see, by every way of asking", async (role) => {
    const wrong: string[] = [];
    const bodies = new Map<string, string>();
    for (const whose of which) {
      const path = pathOf(pattern, entry, whose);
      const data = { data: asData(path) };
      const ways = {
        ...((!page || sampled.has(role)) && { document: path }),
        ...data,
        leaf: `${asData(path)}?_routes=${encodeURIComponent(id)}`,
      };
      // To staff each client's row is as good as another's: the data alone shows that it is there.
      const asked = clientSide.includes(role) || whose === "own" ? ways : data;
      const ask = async (way: string, address: string): Promise<void> => {
        const response = await people.people[role].get(address);
        const body = await response.text();
        const outcome = await outcomeOf(response, body);
        // a leaf's own data can't lead to a page that only the document shows
        if (!isExpected(entry, role, whose, outcome)) wrong.push(`${way} ${whose}: ${outcome}`);
        if (clientSide.includes(role) && body.includes(canary))
          wrong.push(`${way} ${whose}: shows another client's words`);
        if (clientSide.includes(role) && body.includes(internalCanary))
          wrong.push(`${way} ${whose}: shows staff's words`);
        const money = withoutMoney.includes(role) && way !== "document" ? moneyKeysIn(body, entry) : [];
        if (money.length > 0) wrong.push(`${way} ${whose}: answers with ${money.join(", ")}`);
        if (clientSide.includes(role) && costCanaries.some((cost) => body.includes(cost)))
          wrong.push(`${way} ${whose}: shows what the MSP pays`);
        bodies.set(`${way} ${whose}`, plain(body).replaceAll(path, "PATH"));
      };
      const askByData = async (): Promise<void> => {
        const legacy = await people.people[role].get(`${path}?_data=${encodeURIComponent(id)}`);
        if (legacy.status !== 404) wrong.push(`?_data= ${whose}: ${legacy.status}`);
      };
      await Promise.all([
        ...Object.entries(asked).map(([way, address]) => ask(way, address)),
        // The fence before the routes asks for nobody's role.
        ...(sampled.has(role) ? [askByData()] : []),
      ]);
    }
    if (entry.param && clientSide.includes(role)) {
      for (const way of ["document", "data", "leaf"])
        if (bodies.get(`${way} foreign`) !== bodies.get(`${way} unknown`))
          wrong.push(`${way}: a foreign row looks other than a missing one`);
    }
    expect(wrong).toEqual([]);
  });
});

test.each(entries.filter(({ entry }) => entry.write !== undefined))(
  "nobody posts to $pattern who may not, and nobody to another client's row",
  async ({ pattern, entry, place }) => {
    const which = rowsOf(entry);
    const sampled = roles[place % roles.length];
    const before = await people.foreignState();
    const wrong: string[] = [];
    for (const role of roles) {
      const may = entry.write === "everyone" || entry.write?.includes(role);
      const targets = which.filter((whose) => !may || (clientSide.includes(role) && whose !== "own"));
      for (const whose of targets) {
        const path = pathOf(pattern, entry, whose);
        // Data for all; the document, which is drawn from the same answer, for each role at some of the pages.
        for (const address of sampled === role ? [path, asData(path)] : [asData(path)]) {
          const response = await people.people[role].post(address, entry.body ?? { intent: "save" });
          const outcome = await outcomeOf(response, await response.text());
          const right =
            role === "anonymous" || role === "ended" ? outcome === "led to /sign-in" : outcome === "missing";
          if (!right) wrong.push(`${role} ${whose} ${address === path ? "document" : "data"}: ${outcome}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await people.foreignState()).toBe(before);
  },
);

const fewer = entries.flatMap(({ pattern, entry }) =>
  Object.entries(entry.intents ?? {}).map(([intent, { write, body }]) => ({
    ...{ pattern, entry, intent, write, body },
  })),
);
test.each(fewer)(
  "nobody does $intent at $pattern who may not, though they may post there",
  async ({ pattern, entry, intent, write, body }) => {
    const others = roles.filter((role) => entry.write?.includes(role) && !write.includes(role));
    expect(others).not.toEqual([]);
    for (const role of others) {
      const response = await people.people[role].post(pathOf(pattern, entry, "own"), { intent, ...body });
      expect([role, await outcomeOf(response, await response.text())]).toEqual([role, "missing"]);
    }
  },
);

// Last: what is forged here may leave rows of our own behind.
const forms = entries.filter(
  ({ entry }) =>
    entry.write !== undefined &&
    entry.write !== "everyone" &&
    clientSide.some((role) => entry.write?.includes(role)),
);
test.each(forms)(
  "a form of $pattern with another client's ids in it changes nothing there",
  async ({ pattern, entry }) => {
    const before = await people.foreignState();
    const shown: string[] = [];
    for (const role of clientSide.filter((one) => entry.write?.includes(one))) {
      const path = pathOf(pattern, entry, "own");
      const page = await (await people.people[role].get(path)).text();
      // Most forms hold no id: with each of the other client's rows they are the same.
      const posted = new Set<string>();
      for (const form of page.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)) {
        for (const id of Object.values(people.foreign)) {
          const fields = forged(form[1] ?? "", id);
          if (posted.has(JSON.stringify(fields))) continue;
          posted.add(JSON.stringify(fields));
          const response = await people.people[role].post(path, fields);
          if ((await response.text()).includes(canary)) shown.push(`${role} ${path}`);
        }
      }
    }
    expect(shown).toEqual([]);
    expect(await people.foreignState()).toBe(before);
  },
);

test.each(["session_id", "cancelled"])(
  "coming back from paying with another client's order in ?%s= finds nothing",
  async (name) => {
    const before = await people.foreignState();
    for (const role of clientSide) {
      const response = await people.people[role].get(`/buy/return?${name}=${people.foreign.order}`);
      const location = response.headers.get("location");
      const end = location ? await people.people[role].get(location) : response;
      expect(end.status, role).toBe(404);
    }
    expect(await people.foreignState()).toBe(before);
  },
);

/** A form's fields with every id in them replaced by another client's, and something in each empty one. */
function forged(form: string, id: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<(?:input|button|textarea|select)[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? "";
    if (!name || /password|code/.test(name)) continue;
    fields[name] = /^[0-9a-f-]{36}$/i.test(value) || /id$/i.test(name) ? id : value || "forged";
  }
  return fields;
}
