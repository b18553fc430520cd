import { beforeAll, expect, test } from "vitest";

import { openList, removeListView, saveListView } from "#app/identity/list-views.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { colleaguesList } from "#app/identity/staff-lists.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";

let iris: StaffScope, daan: StaffScope;
beforeAll(async () => {
  iris = staffScope(await buildUser({ clientId: null, role: "engineer" }), "engineer");
  daan = staffScope(await buildUser({ clientId: null, role: "engineer" }), "engineer");
});

const open = (scope: StaffScope, query = "") =>
  openList(scope, new Request(`https://portal.example/staff/people${query}`), colleaguesList);
const keep = (name: string, query: string, isFirst = false) =>
  saveListView(iris, { list: colleaguesList.list, name, query, isFirst });

test("a view is its keeper's alone; the same name again replaces it, and one opens the list", async () => {
  await keep("By role", "sort=role");
  await keep("Names only", "cols=", true);
  await keep("By role", "sort=-role", true);
  const { views } = await open(iris, "?page=1");
  expect(views.map(({ name, query, isFirst }) => ({ name, query, isFirst }))).toEqual([
    { name: "By role", query: "sort=-role", isFirst: true },
    { name: "Names only", query: "cols=", isFirst: false },
  ]);
  const led = await open(iris).catch((answer: unknown) => answer);
  expect(led instanceof Response && led.headers.get("location")).toBe("/staff/people?sort=-role");

  expect((await open(daan)).views).toEqual([]);
  await removeListView(daan, views[0]?.id ?? "");
  expect((await open(iris, "?page=1")).views, "nobody removes another's").toHaveLength(2);
  await removeListView(iris, views[0]?.id ?? "");
  expect((await open(iris)).views.map(({ name }) => name)).toEqual(["Names only"]);
});

test("twenty views of a list at most, under names that the database takes", async () => {
  for (let nth = 0; nth < 20; nth++) await keep(`View ${nth}`, "sort=name");
  expect(await keep("One more", "sort=name")).toMatchObject({ ok: false });
  expect(await keep("View 3", "sort=role")).toMatchObject({ ok: true });
});
