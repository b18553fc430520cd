import { beforeAll, expect, test } from "vitest";

import type { ClientScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem, authPrisma } from "#app/platform/db.server.ts";
import { day } from "#app/platform/day.ts";
import { checkStatement } from "#app/hours/statement/check-statement.server.ts";
import { issueStatement } from "#app/hours/statement/issue-statement.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";
import { scopeOf } from "#test/db/hours/statement-world.ts";

const today = new Date("2026-11-22T10:00:00Z");
const october = { kind: "month", from: day("2026-10-01"), until: day("2026-10-31") } as const;
let petra: ClientScope;
let issued: NonNullable<Awaited<ReturnType<typeof issueStatement>>>;

beforeAll(async () => {
  await seedDemo(today);
  petra = await scopeOf("petra@bakkerij-jansen.example");
  const made = await asOf(today, () =>
    issueStatement(petra, { id: petra.clientId, zone: "Europe/Amsterdam" }, october),
  );
  if (!made) throw new Error("October has hours");
  issued = made;
});

const forget = (): Promise<unknown> => authPrisma().$executeRaw`delete from sign_in_throttle`;
const wrong = { state: "unconfirmed" };

test("who has the paper reads that it holds, however they type it", async () => {
  const holds = {
    state: "holds",
    from: "2026-10-01",
    until: "2026-10-31",
    seq: issued.seq,
    closingMinutes: issued.closing_minutes,
  };
  const spaced = (issued.hash.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
  expect(await checkStatement(issued.reference, issued.hash)).toMatchObject(holds);
  expect(
    await checkStatement(
      `${issued.reference.slice(0, 5)}-${issued.reference.slice(5)}`
        .toLowerCase()
        .replaceAll("0", "o")
        .replaceAll("1", "l"),
      ` ${spaced.toUpperCase()} `,
    ),
  ).toMatchObject(holds);
});

test("unknown and wrong are the same answer", async () => {
  await forget();
  const turned = issued.hash.startsWith("0") ? "1" : "0";
  for (const [reference, code] of [
    [issued.reference, turned + issued.hash.slice(1)],
    [issued.reference, issued.hash.slice(0, 15)],
    [issued.reference, ""],
    [issued.reference, issued.hash + "00"],
    ["0000000000", issued.hash],
    ["", issued.hash],
    ["'; drop table x; --", "%"],
    [issued.reference, "g".repeat(16)],
  ] as const)
    expect(await checkStatement(reference, code), `${reference} ${code}`).toEqual(wrong);
});

test("after twenty wrong guesses a network waits, also with the right ones; right ones count for nothing", async () => {
  await forget();
  for (let n = 0; n < 30; n += 1)
    expect((await checkStatement(issued.reference, issued.hash)).state).toBe("holds");
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => checkStatement(issued.reference, "0".repeat(16))),
  );
  expect(answers.filter((answer) => answer.state === "unconfirmed")).toHaveLength(20);
  expect(await checkStatement(issued.reference, issued.hash)).toMatchObject({ state: "wait", minutes: 1 });
  await forget();
});

test("a ledger that says something else by now is not confirmed", async () => {
  await forget();
  // As a superuser with triggers off, which is how somebody would falsify it.
  const change = (hash: string): Promise<unknown> =>
    falsify(
      `set local session_replication_role = replica; update hour_op set hash = '\\x${hash}' where client_id = '${petra.clientId}' and seq = ${issued.seq}`,
    );
  await change("00".repeat(32));
  expect(await checkStatement(issued.reference, issued.hash)).toEqual(wrong);
  await change(issued.hash);
  expect((await checkStatement(issued.reference, issued.hash)).state).toBe("holds");
});

test("a statement that was issued is never changed", async () => {
  await expect(
    asSystem(
      (tx) => tx.$executeRaw`update hour_statement set closing_minutes = 0 where id = ${issued.id}::uuid`,
    ),
  ).rejects.toThrow();
  await expect(
    asSystem((tx) => tx.$executeRaw`delete from hour_statement where id = ${issued.id}::uuid`),
  ).rejects.toThrow();
});

async function falsify(text: string): Promise<unknown> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  await client.query(`begin; ${text}; commit`);
  return client.end();
}
