import { beforeAll, expect, test } from "vitest";

import { getRenewalsPage } from "#app/contracts/renewals-page.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { actOnTodo } from "#app/office/act-on-todo.server.ts";
import type { TodoKind } from "#app/office/todo-kinds.server.ts";
import { getOwnStanding, getTodoPage } from "#app/office/todo.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { compareNames } from "#app/platform/search-key.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { statusOf } from "#test/db/desk/world.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";

const today = new Date("2026-11-22T10:00:00Z");
const staff = new Map<string, StaffScope>();

beforeAll(async () => {
  await seedDemo(today);
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ userId: string; name: string; email: string; role: StaffScope["role"] }[]>`
    select u.id::text as "userId", u.name, u.email, m.role from "user" u join membership m on m.user_id = u.id where m.client_id is null`,
  );
  for (const row of rows) staff.set(row.name, { kind: "staff", ...row, sessionId: "test" });
  const [entry] = await asSystem(
    (tx) => tx.$queryRaw<{ clientId: string; id: string }[]>`
    select client_id::text as "clientId", id::text from time_entry where deleted_at is null and revision > 0 order by worked_at desc limit 1`,
  );
  if (!entry) throw new Error("The demo has no time entry");
  await asSystem(async (tx) => {
    await tx.$executeRaw`insert into entry_query (client_id, id, entry_id, revision, minutes, state, asked_by, asked_at)
      select e.client_id, gen_random_uuid(), e.id, e.revision, 5, 'open', r.requester_id, ${today} from time_entry e
      join request r on r.client_id = e.client_id and r.id = e.request_id where e.id = ${entry.id}::uuid`;
    await tx.$executeRaw`insert into staff_task (client_id, kind, subject, opened_at, seen_at, detail)
      values (${entry.clientId}::uuid, 'dispute', 'test', ${new Date("2026-11-01T10:00:00Z")}, ${today}, '{}')`;
  });
});

const scopeOf = (name: string): StaffScope => {
  const scope = staff.get(name);
  if (!scope) throw new Error(`No colleague called ${name}`);
  return scope;
};
const page = (name: string, kind: TodoKind | null = null) =>
  asOf(today, () => getTodoPage(scopeOf(name), kind));

test("each colleague finds what waits for them, the oldest first, as many as are counted", async () => {
  for (const [name, scope] of staff) {
    const { items, counts, total } = await page(name);
    expect(
      items.map((item) => item.ageMinutes),
      name,
    ).toEqual(items.map((item) => item.ageMinutes).sort((a, b) => b - a));
    expect(items.length, name).toBe(total);
    expect((await asOf(today, () => getOwnStanding(scope))).todo, name).toBe(total);
    for (const item of items) expect(counts[item.kind], `${name} ${item.kind}`).toBeGreaterThan(0);
  }
});

test("the list comes by client, kind or age as asked", async () => {
  const noor = await asOf(today, () =>
    getTodoPage(scopeOf("Noor Smit"), null, { by: "client", down: false }),
  );
  const names = noor.items.map(({ clientName }) => clientName);
  const named = names.filter((name) => name !== null);
  expect(names.slice(0, named.length)).toEqual(named.toSorted(compareNames));
});

test("what one can only look at is not offered", async () => {
  const daan = await page("Daan Visser");
  expect(daan.counts).toMatchObject({ question: 1, task: 0, approval: 0 });
  expect(daan.counts.unassigned).toBeGreaterThan(0);
  const noor = [...staff].find(([, scope]) => scope.role === "owner")?.[0] ?? "";
  expect((await page(noor)).counts).toMatchObject({ question: 1, task: 1 });
  const iris = [...staff].find(([, scope]) => scope.role === "account_manager")?.[0] ?? "";
  expect((await page(iris)).counts, "she sees tasks about money, and settles none").toMatchObject({
    task: 0,
  });
});

test("the filter leaves one kind; each item has its age and the way to it", async () => {
  const noor = [...staff].find(([, scope]) => scope.role === "owner")?.[0] ?? "";
  const { items, total } = await page(noor, "task");
  expect(total).toBe(1);
  expect(items).toMatchObject([{ kind: "task", ageMinutes: 21 * 1440 }]);
  expect(items[0]?.to).toMatch(/^\/staff\/tasks#task-/);
});

test("a decision about a contract within 30 days waits for those who change contracts, since it came near", async () => {
  const [owner] = [...staff].find(([, scope]) => scope.role === "owner") ?? [];
  const rows = (await asOf(today, () => getRenewalsPage(scopeOf(owner ?? "")))).rows;
  const near = rows.filter(({ inDays }) => inDays <= 30);
  expect(near.length, "the demo has decisions").toBeGreaterThan(0);
  for (const role of ["owner", "account_manager"] as const) {
    const [name] = [...staff].find(([, scope]) => scope.role === role) ?? [];
    const { items } = await page(name ?? "", "renewal");
    expect(items.map(({ title }) => title)).toEqual(near.map((row) => row.name));
    expect(items.map(({ ageMinutes }) => Math.floor(ageMinutes / 1440))).toEqual(
      near.map(({ inDays }) => 30 - inDays),
    );
  }
  expect((await page("Daan Visser")).counts.renewal, "an engineer changes none").toBe(0);
});

test("whoever left and still holds something waits for those who change people", async () => {
  const { items } = await page("Daan Visser", "leaver-holds");
  expect(items.map(({ clientName, title }) => [clientName, title])).toEqual([["Atelier Noord", "Mila Bos"]]);
  expect(items[0]?.to).toMatch(/^\/staff\/clients\/.+\/roster\/.+/);
});

// Last: what is taken waits no more.
test("requests ticked in the inbox are taken, other lines stay, and a reminder is the owner's alone to set aside", async () => {
  const daan = scopeOf("Daan Visser");
  const { items } = await page("Daan Visser", "unassigned");
  const [one] = items;
  const lines = [`unassigned ${one?.id ?? ""}`, "setup logo", "unassigned nonsense", "task x"];
  expect(await asOf(today, () => actOnTodo(daan, { intent: "take", id: lines }))).toEqual({
    done: 1,
    refused: 0,
  });
  expect((await page("Daan Visser", "unassigned")).items.map(({ id }) => id)).not.toContain(one?.id);
  expect(await statusOf(() => actOnTodo(daan, { intent: "set-aside", id: lines }))).toBe(404);
});
