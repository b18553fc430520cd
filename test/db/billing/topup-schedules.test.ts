import { openScheduleApp, type ScheduleApp } from "#test/schedules/whole/schedule-app.ts";

import { afterAll, beforeAll, expect, test } from "vitest";

import { runSchedule } from "#test/schedules/schedule.ts";
import { race } from "#test/schedules/whole/race.ts";
import { runWholeSchedule } from "#test/schedules/whole/whole-schedule.ts";

// Many more of each: npm run test:schedules.
let app: ScheduleApp;
beforeAll(async () => {
  app = await openScheduleApp();
});
afterAll(() => app.close());

test("150 schedules of answers, webhooks, crashes, time-outs and reconciling against the offline Stripe: at most one charge an attempt, one lot a charge", async () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= 150; seed += 1)
    failed.push(...(await runSchedule(seed)).map((fault) => `seed ${seed}: ${fault}`));
  expect(failed).toEqual([]);
});

test("4 on PostgreSQL as well, by the application's own verbs", async () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= 4; seed += 1)
    failed.push(...(await runWholeSchedule(app, seed)).map((fault) => `seed ${seed}: ${fault}`));
  expect(failed).toEqual([]);
}, 180_000);

test("two web processes log time and two workers top up, 6 times across the level of one account: one attempt, one charge, one lot each time", async () => {
  expect(await race(app, 6)).toEqual([]);
}, 180_000);
