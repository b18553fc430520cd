import { expect, it } from "vitest";

import { asAuth, asSystem, inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { withRequestContext } from "#app/platform/request-context.server.ts";

const system = { kind: "system" } as const;
const page = <T>(run: () => Promise<T>, reads = true): Promise<T> =>
  withRequestContext({ requestId: "1", ip: "", nonce: "", userAgent: "", reads }, run);

/** Which connection a transaction runs on, as which role, and since when. */
const whereabouts = async (tx: Tx) => {
  const [row] = await tx.$queryRaw<{ pid: number; role: string; since: Date }[]>`
    select pg_backend_pid() as pid, current_user::text as role, xact_start as since from pg_stat_activity where pid = pg_backend_pid()`;
  return row;
};

it("the loaders of a page read in one transaction, those of another scope in their own", async () => {
  const [one, other, staff] = await page(() =>
    Promise.all([
      readInScope(system, whereabouts),
      readInScope(system, whereabouts),
      readInScope({ kind: "staff", userId: "" }, whereabouts),
    ]),
  );
  expect(one).toEqual(other);
  expect(one?.role).toBe("tegoed_system");
  expect(staff).toMatchObject({ role: "tegoed_staff" });
  expect(staff?.pid).not.toBe(one?.pid);
});

it("what sends a form shares nothing: its loaders see what it changed", async () => {
  const [one, other] = await page(
    () => Promise.all([readInScope(system, whereabouts), readInScope(system, whereabouts)]),
    false,
  );
  expect(one?.pid).not.toBe(other?.pid);
});

const named = (name: string) => ({ name, legalName: name, country: "NL", billingEmail: "a@example.com" });
const countOf = (tx: Tx, name: string) => tx.client.count({ where: { name: { startsWith: name } } });

it("what a page's own loader has changed, its later reads see", async () => {
  const [before, after] = await page(() =>
    readInScope(system, async (tx) => {
      const first = await countOf(tx, "Later");
      await inScope(system, (own) => own.client.create({ data: named("Later") }));
      return [first, await readInScope(system, (later) => countOf(later, "Later"))];
    }),
  );
  expect([before, after]).toEqual([0, 1]);
});

it.each<[string, (tx: Tx) => Promise<unknown>]>([
  ["statements", (tx) => tx.$executeRaw`update client set name = name`],
  ["a model", (tx) => tx.client.create({ data: named("Refused") })],
])("a read changes nothing by %s", async (_, write) => {
  await expect(readInScope(system, write)).rejects.toThrow(/read-only transaction/);
});

it("statements and models of one transaction see each other's work, and are undone together", async () => {
  const undone = asSystem(async (tx) => {
    const { id } = await tx.client.create({ data: named("Both") });
    await tx.$executeRaw`update client set legal_name = 'changed' where id = ${id}::uuid`;
    const { legalName } = await tx.client.findUniqueOrThrow({ where: { id } });
    throw new Error(legalName);
  });
  await expect(undone).rejects.toThrow("changed");
  expect(await asSystem((tx) => countOf(tx, "Both"))).toBe(0);
});

it("no connection of the application compiles its queries, also that of the sign-in library", async () => {
  const jit = await readInScope(system, (tx) => tx.$queryRaw`select current_setting('jit') as jit`);
  expect([jit, await asAuth("select current_setting('jit') as jit", [])]).toEqual([
    [{ jit: "off" }],
    [{ jit: "off" }],
  ]);
});
