import { expect, test } from "vitest";

import { asSystem } from "#app/platform/db.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";

test("the demo data ends at 3 h 40 left and 1 h 25 below zero, with a ledger and an audit log that prove themselves", async () => {
  const today = new Date("2026-11-22T10:00:00Z");
  await seedDemo(today);
  const balances = await asSystem(
    (tx) => tx.$queryRaw<{ name: string; minutes: number }[]>`
    select c.name, b.available_minutes - b.owed_minutes as minutes from client c join hours_balances(${today}) b on b.client_id = c.id order by c.name`,
  );
  expect(balances).toEqual([
    { name: "Atelier Noord", minutes: 0 },
    { name: "Bakkerij Jansen", minutes: 220 },
    { name: "Kanzlei Vogel", minutes: -85 },
  ]);
  expect(await asSystem((tx) => tx.$queryRaw`select * from ledger_defects`)).toEqual([]);
  expect(await asSystem((tx) => tx.$queryRaw`select * from audit_defects`)).toEqual([]);
  const lots = await asSystem(
    (tx) => tx.$queryRaw<{ name: string; remaining: number }[]>`
    select c.name, l.remaining_minutes as remaining from hour_lot l join client c on c.id = l.client_id order by c.name, l.id`,
  );
  expect(lots).toEqual([
    { name: "Bakkerij Jansen", remaining: 0 },
    { name: "Bakkerij Jansen", remaining: 220 },
    { name: "Kanzlei Vogel", remaining: 0 },
  ]);
});

test("nothing in the demo data lies in the future, whatever the hour", async () => {
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { count: number }[]
      >`select count(*)::int as count from hour_op where recorded_at > '2026-11-22T10:00:00Z'`,
  );
  expect(row?.count).toBe(0);
});
