import { randomUUID } from "node:crypto";

import { expect, it } from "vitest";

import { asSystem, type Tx } from "#app/platform/db.server.ts";

/** A meeting of two: each waits for the other, at the first time only. */
function meeting(): () => Promise<void> {
  let here = 0;
  let open = (): void => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    here += 1;
    if (here === 2) open();
    await both;
  };
}

const ways: [string, (tx: Tx, id: string) => Promise<unknown>][] = [
  ["by the client", (tx, id) => tx.client.update({ where: { id }, data: { name: { set: "Nieuw" } } })],
  [
    "by statements",
    (tx, id) => tx.$queryRaw`update client set name = 'Nieuw' where id = ${id}::uuid returning id`,
  ],
];

it.each(ways)("two transactions that wait for each other both come through, %s", async (_, touch) => {
  const [one, other] = await asSystem((tx) =>
    Promise.all(
      ["A", "B"].map((name) =>
        tx.client.create({
          data: { id: randomUUID(), name, legalName: name, country: "NL", billingEmail: "a@example.com" },
        }),
      ),
    ),
  );
  if (!one || !other) throw new Error("two clients are needed");
  const meet = meeting();
  let runs = 0;
  const cross = (first: string, second: string) =>
    asSystem(async (tx) => {
      runs += 1;
      await touch(tx, first);
      await meet();
      await touch(tx, second);
      return first;
    });
  expect(await Promise.all([cross(one.id, other.id), cross(other.id, one.id)])).toEqual([one.id, other.id]);
  expect(runs).toBe(3);
});
