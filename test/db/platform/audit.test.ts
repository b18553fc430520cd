import { expect, test } from "vitest";

import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

test("an event is appended to its chain, and the chain verifies", async () => {
  await asSystem(async (tx) => {
    for (const action of ["sign-in", "sign-out"]) {
      await tx.$queryRaw`select audit_append(null, ${now()}, null, 'Daan', ${action}, null, 'ok', null, null, null)`;
    }
  });
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ seq: bigint }[]>`select seq from audit_event order by seq`,
  );
  expect(rows.map((row) => Number(row.seq))).toEqual([1, 2]);
  expect(await asSystem((tx) => tx.$queryRaw`select * from audit_defects`)).toEqual([]);
});
