import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import {
  after,
  newClient,
  openWorld,
  postCredit,
  readDefects,
  saveEntry,
  start,
  type Tx,
  type World,
} from "#test/db/ledger/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

class Undo extends Error {}

/** Runs acts on a fresh client and rolls them back. */
async function onFreshClient(run: (tx: Tx, clientId: string) => Promise<void>): Promise<void> {
  await world
    .asSystem(async (tx) => {
      await run(tx, await newClient(tx));
      expect(await readDefects(tx)).toEqual([]);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}

type LotRow = {
  id: number;
  minutes: number;
  price_minor: number;
  remaining_minutes: number;
  used_minutes: number;
};
const lots = async (tx: Tx, clientId: string): Promise<LotRow[]> =>
  (
    await tx.query<LotRow>(
      "select id, minutes, price_minor, remaining_minutes, used_minutes from hour_lot where client_id = $1 order by id",
      [clientId],
    )
  ).rows;
const values = async (tx: Tx, clientId: string): Promise<unknown[]> =>
  (
    await tx.query<Record<string, unknown>>(
      "select lot_id, sum(value_minor)::int as value from hour_transfer where client_id = $1 and lot_id is not null group by 1 order by 1",
      [clientId],
    )
  ).rows;

const blocks = fc.array(
  fc.record({ minutes: fc.integer({ min: 1, max: 300 }), priceMinor: fc.integer({ min: 1, max: 99_999 }) }),
  { minLength: 1, maxLength: 4 },
);
const minutes = fc.integer({ min: 1, max: 400 });
const entry = (mins: number, revision: number, id = randomUUID()) => ({
  id,
  minutes: mins,
  revision,
  workedAt: start,
  now: after(revision),
});
const buy = async (
  tx: Tx,
  clientId: string,
  list: { minutes: number; priceMinor: number }[],
): Promise<void> => {
  for (const block of list) await postCredit(tx, clientId, { ...block, now: start });
};

it("draws m and then n as it draws m + n, in minutes and in cents", async () => {
  await fc.assert(
    fc.asyncProperty(blocks, minutes, minutes, async (list, m, n) => {
      const seen: unknown[] = [];
      for (const parts of [[m, n], [m + n]]) {
        await onFreshClient(async (tx, clientId) => {
          await buy(tx, clientId, list);
          for (const part of parts) await saveEntry(tx, clientId, entry(part, 1));
          seen.push([await lots(tx, clientId), await values(tx, clientId)]);
        });
      }
      expect(seen[0]).toEqual(seen[1]);
    }),
    { numRuns: 40 },
  );
});

it("restores every lot exactly when an entry is deleted, whatever corrections came between", async () => {
  await fc.assert(
    fc.asyncProperty(
      blocks,
      minutes,
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 }),
      async (list, others, steps) => {
        await onFreshClient(async (tx, clientId) => {
          await buy(tx, clientId, list);
          await saveEntry(tx, clientId, entry(others, 1));
          const before = [await lots(tx, clientId), await values(tx, clientId)];
          const id = randomUUID();
          for (const [at, step] of steps.entries()) await saveEntry(tx, clientId, entry(step, at + 1, id));
          await saveEntry(tx, clientId, { ...entry(0, steps.length + 1, id), deleted: true });
          expect([await lots(tx, clientId), await values(tx, clientId)]).toEqual(before);
        });
      },
    ),
    { numRuns: 40 },
  );
});

it("shares each lot's price out to the cent, in whatever portions it is drawn", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 99_999 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
      async (size, priceMinor, parts) => {
        await onFreshClient(async (tx, clientId) => {
          await buy(tx, clientId, [{ minutes: size, priceMinor }]);
          for (const part of parts) await saveEntry(tx, clientId, entry(part, 1));
          await saveEntry(tx, clientId, entry(size, 1));
          expect(await values(tx, clientId)).toEqual([{ lot_id: 1, value: priceMinor }]);
        });
      },
    ),
    { numRuns: 40 },
  );
});

it("ends the same whatever the order and however often a payment's truths arrive", async () => {
  const truth = fc.record({
    refunded: fc.integer({ min: 0, max: 1000 }),
    disputed: fc.integer({ min: 0, max: 1000 }),
  });
  const arrivals = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(truth, { minLength: 1, maxLength: 5 }),
      arrivals,
      minutes,
      async (truths, order, used) => {
        const seen: unknown[] = [];
        for (const versions of [
          [truths.length - 1],
          [...order.map((pick) => pick % truths.length), truths.length - 1],
        ]) {
          await onFreshClient(async (tx, clientId) => {
            const paymentId = randomUUID();
            await postCredit(tx, clientId, { minutes: 300, priceMinor: 1000, now: start, paymentId });
            await postCredit(tx, clientId, { minutes: 200, priceMinor: 700, now: start });
            await saveEntry(tx, clientId, entry(used, 1));
            for (const version of versions) {
              const { refunded, disputed } = truths[version] ?? { refunded: 0, disputed: 0 };
              await tx.query("select hours_sync_payment($1, $2, $3, $4, $5, $6, 'stripe')", [
                clientId,
                paymentId,
                version + 1,
                refunded,
                disputed,
                after(2),
              ]);
            }
            const { rows } = await tx.query(
              "select id, remaining_minutes, used_minutes, reversed_minutes, held_minutes from hour_lot where client_id = $1 order by id",
              [clientId],
            );
            const debts = await tx.query(
              "select coalesce(sum(open_minutes), 0) as open, coalesce(sum(minutes - canceled_minutes), 0) as made from hour_debt where client_id = $1",
              [clientId],
            );
            seen.push([rows, debts.rows]);
          });
        }
        expect(seen[1]).toEqual(seen[0]);
      },
    ),
    { numRuns: 60 },
  );
});

it("takes a refund back without a trace in the lots", async () => {
  await fc.assert(
    fc.asyncProperty(
      blocks,
      minutes,
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
      async (list, used, percents) => {
        await onFreshClient(async (tx, clientId) => {
          const paymentId = randomUUID();
          await postCredit(tx, clientId, { minutes: 300, priceMinor: 1000, now: start, paymentId });
          await buy(tx, clientId, list);
          await saveEntry(tx, clientId, entry(used, 1));
          const before = [await lots(tx, clientId), await values(tx, clientId)];
          for (const [at, percent] of [...percents, 0].entries()) {
            await tx.query("select hours_sync_payment($1, $2, $3, $4, 0, $5, 'stripe')", [
              clientId,
              paymentId,
              at + 1,
              percent * 10,
              after(2),
            ]);
          }
          if (used <= 300 + list.reduce((sum, block) => sum + block.minutes, 0))
            expect([await lots(tx, clientId), await values(tx, clientId)]).toEqual(before);
        });
      },
    ),
    { numRuns: 60 },
  );
});
