import { control, emulator, runJobs } from "./world.ts";

import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { openCheckout } from "#app/billing/open-checkout.server.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { runSchedule } from "#test/schedules/schedule.ts";

import { aBuyer, openShop, order, present } from "./shop.ts";
import { attemptsOf, chargesOf, onTopup, passTime, work } from "./topup-world.ts";

type Answer = { rows?: { id: string; version: number; minutes: number }[]; error?: string };

const processes: ChildProcess[] = [];
beforeAll(openShop);
afterEach(async () => {
  await control("webhooks", { pause: false, release: true });
  await runJobs();
  expect(emulator.issues()).toEqual([]);
});
afterAll(() => processes.forEach((one) => one.kill()));

async function start(): Promise<ChildProcess> {
  const child = fork("test/db/billing/topup-racer.mjs", { stdio: "inherit" });
  processes.push(child);
  await new Promise((resolve) => child.once("message", resolve));
  return child;
}

const tell = (child: ChildProcess, what: object): Promise<Answer> =>
  new Promise((resolve) => {
    child.once("message", (answer) => resolve(answer as Answer));
    child.send(what);
  });

test("two processes draw and two claim, 1,000 times across the level: one attempt each time, claimed by one, one lot each", async () => {
  const { clientId } = await aBuyer();
  const credit = (minutes: number, id: string | null) => asSystem((tx) => (id
    ? tx.$queryRaw`select lot_id from hours_credit(${clientId}::uuid, 'auto_topup', ${minutes}::int, 100, 'EUR', null, now(), 'system', p_payment_id => ${id}::uuid, p_gross_minor => 121)`
    : tx.$queryRaw`select lot_id from hours_credit(${clientId}::uuid, 'goodwill', ${minutes}::int, 0, 'EUR', null, now(), 'system', p_idem_key => ${randomUUID()})`));
  await credit(420, null);
  await asSystem((tx) => tx.$queryRaw`select hours_configure_topup(${clientId}::uuid, 'race', 'charge', 120, 300, 1000000, null, now(), 'system')`);
  const [webA, webB, workerA, workerB] = [await start(), await start(), await start(), await start()];
  let claimed = 0;
  for (let round = 0; round < 1000; round += 1) {
    const draw = (child: ChildProcess) => tell(child, { act: "draw", clientId, minutes: 150, entryId: randomUUID() });
    const answers = await Promise.all([draw(webA), draw(webB), tell(workerA, { act: "claim", clientId }), tell(workerB, { act: "claim", clientId })]);
    const late = await Promise.all([tell(workerA, { act: "claim", clientId }), tell(workerB, { act: "claim", clientId })]);
    const rows = [...answers, ...late].flatMap((answer) => (answer.error ? [`error: ${answer.error}`] : (answer.rows ?? [])).filter((row) => typeof row === "string" || "minutes" in row));
    expect(rows, `round ${round}`).toMatchObject([{ minutes: 300 }]);
    const [row] = rows;
    if (typeof row !== "object" || !("id" in row)) throw new Error("nothing was claimed");
    claimed += 1;
    await credit(row.minutes, row.id);
    await asSystem((tx) => tx.$queryRaw`select topup_move(${clientId}::uuid, ${row.id}::uuid, ${row.version}::int, 'succeeded', now(), null, null, 121, 100, 'EUR', null, null, null)`);
  }
  const [counted] = await asSystem((tx) => tx.$queryRaw<{ attempts: number; lots: number }[]>`
    select (select count(*)::int from topup_attempt where client_id = ${clientId}::uuid) as attempts,
      (select count(*)::int from hour_lot where client_id = ${clientId}::uuid and source = 'auto_topup') as lots`);
  expect({ ...counted, claimed }).toEqual({ attempts: 1000, lots: 1000, claimed: 1000 });
  // The draws of this race have no entries of their own: the ledger's check is not asked.
  await asSystem((tx) => tx.$queryRaw`select hours_configure_topup(${clientId}::uuid, 'race over', 'off', null, null, null, null, now(), 'system')`);
}, 240_000);

test("somebody orders while the worker claims and charges, 20 times: never both", async () => {
  for (let round = 0; round < 20; round += 1) {
    const scope = await onTopup();
    await control("webhooks", { pause: true });
    await work(scope.clientId, 61);
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const [placed] = await Promise.all([wait(round * 8).then(() => order(scope)), wait((round % 3) * 5).then(() => runTopup(scope.clientId))]);
    const [attempt] = await attemptsOf(scope.clientId);
    // The order came first: the top-up waits. The top-up came first: the order was refused, or came after it was done.
    if (placed.ok && attempt?.status !== "succeeded") expect(attempt?.status).toBe("queued");
    if (placed.ok && attempt?.status === "succeeded") {
      const { paidAt } = await present({ clientId: scope.clientId, id: attempt.id });
      expect(placed.value.createdAt.getTime(), `round ${round}: ordered while it was charged`).toBeGreaterThanOrEqual(paidAt?.getTime() ?? Infinity);
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
  await asSystem((tx) => tx.blockOrder.updateMany({ where: { id: placed.value.id }, data: { createdAt: new Date(Date.now() - 31 * 60_000) } }));
  await runTopup(scope.clientId);
  expect(await attemptsOf(scope.clientId)).toMatchObject([{ status: "succeeded" }]);
  expect((await asSystem((tx) => tx.blockOrder.findFirstOrThrow({ where: { id: placed.value.id } }))).state).toBe("expired");
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
  const [count] = await asSystem((tx) => tx.$queryRaw<{ lots: number }[]>`select count(*)::int as lots from hour_lot where client_id = ${scope.clientId}::uuid and source = 'auto_topup'`);
  expect(count).toEqual({ lots: 1 });
});

test("300 schedules of answers, webhooks, crashes, time-outs and reconciling: at most one charge an attempt, one lot a charge", async () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= 300; seed += 1) failed.push(...(await runSchedule(seed)).map((fault) => `seed ${seed}: ${fault}`));
  expect(failed).toEqual([]);
});

