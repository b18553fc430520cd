import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import routes from "#app/routes.ts";
import { startHouse, type House } from "#test/setup/house.ts";
import { canary, costCanaries, gather, internalCanary, type Cast } from "#test/routes/people.ts";
import { manifest, roles, type Door, type Role } from "#test/routes/manifest.ts";

type Listed = { id: string; pattern: string };
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
      { id: node.id ?? node.file.replace(/\.tsx?$/, ""), pattern: pattern || "/" },
      ...walk(node.children ?? [], pattern),
    ];
  });
const listed: Listed[] = [{ id: "root", pattern: "/" }, ...walk(routes, "")];
const doors = listed.flatMap(({ id, pattern }) =>
  manifest[id] && !manifest[id].frame ? [{ id, pattern, door: manifest[id] }] : [],
);

let house: House;
let cast: Cast;
beforeAll(async () => {
  house = await startHouse();
  cast = await gather(house);
}, 120_000);
afterAll(async () => {
  await cast?.close();
  await house?.stop();
});

const clientSide: Role[] = ["employee", "approver", "finance", "manager"];
const missingId = randomUUID();

function pathOf(pattern: string, door: Door, which: Which): string {
  if (!door.param) return door.path ?? pattern;
  const id = which === "unknown" ? missingId : cast[which][door.param.row];
  const clientId = which === "unknown" ? missingId : cast[which].client;
  return pattern.replace(`:${door.param.name}`, id).replace(":clientId", clientId);
}

const rowsOf = (door: Door): Which[] => (door.param ? ["own", "foreign", "unknown"] : ["own"]);
const asData = (path: string): string => (path === "/" ? "/_root.data" : `${path}.data`);

async function outcomeOf(response: Response, body: string): Promise<Outcome> {
  if (response.status === 404) return "missing";
  const location = response.headers.get("location") ?? /"redirect","([^"]*)"/.exec(body)?.[1];
  if ((response.status >= 300 && response.status < 400) || response.status === 202)
    return `led to ${new URL(location ?? "?", house.url).pathname}`;
  return response.status === 200 ? "shown" : `status ${response.status}`;
}

/** What a role should meet at a door, given whose row the address names. */
function isExpected(door: Door, role: Role, which: Which, outcome: Outcome): boolean {
  const may = door.read === "everyone" || (door.read !== "nobody" && door.read.includes(role));
  const leads = door.leadsTo?.[role];
  if (leads && outcome.startsWith("led to ") && leads.test(outcome.slice("led to ".length))) return true;
  if (door.read === "nobody") return outcome === "missing" || outcome === "status 405";
  if (door.read !== "everyone" && (role === "anonymous" || role === "ended"))
    return outcome === "led to /sign-in";
  if (!may) return outcome === "missing";
  if (
    which === "unknown" ||
    (which === "foreign" && clientSide.includes(role) && door.param?.row !== "workType")
  )
    return outcome === "missing";
  if (door.status) return outcome === (door.status === 404 ? "missing" : `status ${door.status}`);
  return outcome === "shown";
}

/** A page without what differs from one request to the next. */
const plain = (body: string): string =>
  body.replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi, "ID");

test("every route has its entry, and every entry its route", () => {
  expect(Object.keys(manifest).sort()).toEqual([...new Set(listed.map((route) => route.id))].sort());
});

test("the house itself is well: each person of our client is shown the dashboard", async () => {
  for (const role of clientSide) expect((await cast.people[role].get("/")).status, role).toBe(200);
});

describe.each(doors)("$pattern ($id)", ({ id, pattern, door }) => {
  const which = rowsOf(door);

  test.each(roles)("as %s: what one may see, by every way of asking", async (role) => {
    const wrong: string[] = [];
    const bodies = new Map<string, string>();
    for (const whose of which) {
      const path = pathOf(pattern, door, whose);
      const ways = {
        document: path,
        data: asData(path),
        leaf: `${asData(path)}?_routes=${encodeURIComponent(id)}`,
      };
      for (const [way, address] of Object.entries(ways)) {
        const response = await cast.people[role].get(address);
        const body = await response.text();
        const outcome = await outcomeOf(response, body);
        // a leaf's own data can't lead to a page that only the document shows
        if (!isExpected(door, role, whose, outcome)) wrong.push(`${way} ${whose}: ${outcome}`);
        if (clientSide.includes(role) && body.includes(canary))
          wrong.push(`${way} ${whose}: shows another client's words`);
        if (clientSide.includes(role) && body.includes(internalCanary))
          wrong.push(`${way} ${whose}: shows staff's words`);
        if (clientSide.includes(role) && costCanaries.some((cost) => body.includes(cost)))
          wrong.push(`${way} ${whose}: shows what the MSP pays`);
        bodies.set(`${way} ${whose}`, plain(body).replaceAll(path, "PATH"));
      }
      const legacy = await cast.people[role].get(`${path}?_data=${encodeURIComponent(id)}`);
      if (legacy.status !== 404) wrong.push(`?_data= ${whose}: ${legacy.status}`);
    }
    if (door.param && clientSide.includes(role)) {
      for (const way of ["document", "data", "leaf"])
        if (bodies.get(`${way} foreign`) !== bodies.get(`${way} unknown`))
          wrong.push(`${way}: a foreign row looks other than a missing one`);
    }
    expect(wrong).toEqual([]);
  });
});

test.each(doors.filter(({ door }) => door.write !== undefined))(
  "nobody posts to $pattern who may not, and nobody to another client's row",
  async ({ pattern, door }) => {
    const which = rowsOf(door);
    const before = await cast.foreignState();
    const wrong: string[] = [];
    for (const role of roles) {
      const may = door.write === "everyone" || door.write?.includes(role);
      const targets = which.filter((whose) => !may || (clientSide.includes(role) && whose !== "own"));
      for (const whose of targets) {
        const path = pathOf(pattern, door, whose);
        for (const address of [path, asData(path)]) {
          const response = await cast.people[role].post(address, door.body ?? { intent: "save" });
          const outcome = await outcomeOf(response, await response.text());
          const right =
            role === "anonymous" || role === "ended" ? outcome === "led to /sign-in" : outcome === "missing";
          if (!right) wrong.push(`${role} ${whose} ${address === path ? "document" : "data"}: ${outcome}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await cast.foreignState()).toBe(before);
  },
);

// Last: what is forged here may leave rows of our own behind.
const forms = doors.filter(
  ({ door }) =>
    door.write !== undefined &&
    door.write !== "everyone" &&
    clientSide.some((role) => door.write?.includes(role)),
);
test.each(forms)(
  "a form of $pattern with another client's ids in it changes nothing there",
  async ({ pattern, door }) => {
    const before = await cast.foreignState();
    const shown: string[] = [];
    for (const role of clientSide.filter((one) => door.write?.includes(one))) {
      const path = pathOf(pattern, door, "own");
      const page = await (await cast.people[role].get(path)).text();
      for (const form of page.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)) {
        for (const id of Object.values(cast.foreign)) {
          const response = await cast.people[role].post(path, forged(form[1] ?? "", id));
          if ((await response.text()).includes(canary)) shown.push(`${role} ${path}`);
        }
      }
    }
    expect(shown).toEqual([]);
    expect(await cast.foreignState()).toBe(before);
  },
);

test.each(["session_id", "cancelled"])(
  "coming back from paying with another client's order in ?%s= finds nothing",
  async (name) => {
    const before = await cast.foreignState();
    for (const role of clientSide) {
      const response = await cast.people[role].get(`/buy/return?${name}=${cast.foreign.order}`);
      const location = response.headers.get("location");
      const end = location ? await cast.people[role].get(location) : response;
      expect(end.status, role).toBe(404);
    }
    expect(await cast.foreignState()).toBe(before);
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
