import { control, emulator, runJobs } from "./world.ts";

import { afterEach, beforeAll, expect, test } from "vitest";

import { openCheckout } from "#app/billing/open-checkout.server.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { openShop, order, present } from "./shop.ts";
import { attemptsOf, chargesOf, onTopup, passTime, work } from "./topup-world.ts";

beforeAll(openShop);
afterEach(async () => {
  await control("webhooks", { pause: false, release: true });
  await runJobs();
  expect(emulator.issues()).toEqual([]);
});

test("somebody orders while the worker claims and charges, 10 times: never both", async () => {
  for (let round = 0; round < 10; round += 1) {
    const scope = await onTopup();
    await control("webhooks", { pause: true });
    await work(scope.clientId, 61);
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const [placed] = await Promise.all([
      wait(round * 8).then(() => order(scope)),
      wait((round % 3) * 5).then(() => runTopup(scope.clientId)),
    ]);
    const [attempt] = await attemptsOf(scope.clientId);
    // The order came first: the top-up waits. The top-up came first: the order was refused, or came after it was done.
    if (placed.ok && attempt?.status !== "succeeded") expect(attempt?.status).toBe("queued");
    if (placed.ok && attempt?.status === "succeeded") {
      const { paidAt } = await present({ clientId: scope.clientId, id: attempt.id });
      expect(
        placed.value.createdAt.getTime(),
        `round ${round}: ordered while it was charged`,
      ).toBeGreaterThanOrEqual(paidAt?.getTime() ?? Infinity);
    }
    if (!placed.ok) expect(placed.refusal).toBe("topup-running");
    const charged = (await chargesOf(scope.clientId)).length;
    expect(charged, `round ${round}`).toBe(attempt?.status === "succeeded" ? 1 : 0);
  }
}, 120_000);

test("a checkout that stands open for half an hour is closed at Stripe before the top-up charges", async () => {
  const scope = await onTopup();
  const placed = await order(scope);
  if (!placed.ok) throw new Error(placed.refusal);
  await openCheckout(scope.clientId, placed.value.id);
  await work(scope.clientId, 61);
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "queued" }]);
  expect(await chargesOf(scope.clientId)).toEqual([]);
  await asSystem((tx) =>
    tx.blockOrder.updateMany({
      where: { id: placed.value.id },
      data: { createdAt: new Date(now().getTime() - 31 * 60_000) },
    }),
  );
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect(
    (await asSystem((tx) => tx.blockOrder.findFirstOrThrow({ where: { id: placed.value.id } }))).state,
  ).toBe("expired");
  expect(await chargesOf(scope.clientId)).toHaveLength(1);
});

test("ten workers and ten webhooks at once: one charge, one lot, one letter", async () => {
  const scope = await onTopup();
  await work(scope.clientId, 61);
  await Promise.all([...Array.from({ length: 10 }, () => runTopup(scope.clientId)), runJobs(), runJobs()]);
  await control("webhooks", { duplicate: 5, pause: false, release: true });
  await Promise.all([runJobs(), runJobs()]);
  await passTime(scope.clientId);
  await Promise.all(Array.from({ length: 5 }, () => runTopup(scope.clientId)));
  await control("webhooks", { duplicate: 1 });
  expect(await chargesOf(scope.clientId)).toHaveLength(1);
  const [count] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { lots: number }[]
      >`select count(*)::int as lots from hour_lot where client_id = ${scope.clientId}::uuid and source = 'auto_topup'`,
  );
  expect(count).toEqual({ lots: 1 });
});
