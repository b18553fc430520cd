import pg from "pg";
import { beforeAll, expect, test } from "vitest";

import { atCheckout, runJobs, until } from "./world.ts";

import { getReturnPage } from "#app/billing/order-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { aBuyer, atNewCheckout, openShop, outcome, present } from "./shop.ts";

beforeAll(openShop);

/** Brings forward what the queue keeps for a later try; fails when it kept nothing. */
async function dueNow(): Promise<void> {
  const pool = new pg.Pool({ connectionString: process.env["MIGRATE_DATABASE_URL"], max: 1 });
  const { rowCount } = await pool.query(
    "update graphile_worker._private_jobs set run_at = now() where attempts > 0 and attempts < max_attempts",
  );
  await pool.end();
  expect(rowCount).toBeGreaterThan(0);
}

test("a payment for a locked account waits in the queue and is credited once when the lock is gone", async () => {
  const petra = await aBuyer();
  const checkout = await atNewCheckout(petra);
  const lock = (reason: string | null) =>
    asSystem(
      (tx) => tx.$queryRaw`select hours_freeze(${petra.clientId}::uuid, ${reason}::text, ${now()})::text`,
    );
  await lock("the ledger has a defect");
  await atCheckout(checkout.url, { method: "ideal", outcome: "pay" });
  const events = () =>
    asSystem((tx) => tx.stripeEvent.findMany({ where: { type: "checkout.session.completed" } }));
  await until(async () => (await events()).length === 1);
  await runJobs();

  expect((await present(checkout.order)).state).toBe("checkout");
  const [waiting] = await events();
  expect(waiting?.processedAt).toBeNull();
  expect(waiting?.error).toContain("frozen");
  const page = await getReturnPage(petra, (await present(checkout.order)).checkoutId ?? "");
  expect(page?.checking).toBe(true);

  await lock(null);
  await dueNow();
  await runJobs();
  expect(await outcome(petra.clientId)).toMatchObject({ minutes: 600, lots: [{ minutes: 600 }] });
  expect((await present(checkout.order)).state).toBe("paid");
});
