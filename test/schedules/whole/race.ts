import { fork, type ChildProcess } from "node:child_process";

import type { StaffScope } from "#app/identity/scope.ts";
import { beginMs, systemTime } from "#test/schedules/clock.ts";
import { turn } from "#test/schedules/whole/emulated.ts";
import type { ScheduleApp } from "#test/schedules/whole/schedule-app.ts";
import { aClient, choose, saveMethod, type Client } from "#test/schedules/whole/shop.ts";
import { wholeFaults } from "#test/schedules/whole/whole-faults.ts";

type Desk = { engineer: StaffScope; workTypeId: string };
/** What a process of a race is told to do; its clock is ahead by so much, and it begins after so long (ms). */
export type RaceOrder = { aheadMs: number; afterMs: number; client: Client } & (
  { act: "work"; desk: Desk; minutes: number } | { act: "top-up" }
);

// An hour lies between two rounds: a top-up looks back a day for its invoice.
const roundMs = 3_600_000;
const workedMinutes = 300;

/** Two web processes and two workers race over one account so many times across the level; each round, what went wrong in words: one attempt, one charge and one lot each time, or it is said. */
export async function race(app: ScheduleApp, rounds: number): Promise<string[]> {
  app.enter();
  await turn(app, "reset");
  await app.records.wipe();
  app.clock.at = beginMs;
  const client = await aClient(420);
  await saveMethod(app, client.scope, "card");
  await choose(app, client.scope, "charge", 1_000_000);
  const processes = await Promise.all(Array.from({ length: 4 }, () => start(app)));
  try {
    const faults: string[] = [];
    for (let round = 1; round <= rounds && faults.length === 0; round += 1)
      faults.push(...(await oneRound(app, client, processes, round)));
    return [...faults, ...(await wholeFaults(app, client.scope.clientId))];
  } finally {
    for (const one of processes) one.disconnect();
  }
}

async function oneRound(
  app: ScheduleApp,
  client: Client,
  [webA, webB, workerA, workerB]: ChildProcess[],
  round: number,
): Promise<string[]> {
  app.clock.at = beginMs + round * roundMs;
  const aheadMs = app.clock.at - systemTime();
  const desk = { engineer: app.engineer, workTypeId: app.workTypeId };
  const draw = (afterMs: number): RaceOrder => ({
    act: "work",
    aheadMs,
    afterMs,
    client,
    desk,
    minutes: workedMinutes,
  });
  const topUp = (afterMs: number): RaceOrder => ({ act: "top-up", aheadMs, afterMs, client });
  // The second web process and the workers come sooner or later after the first, another way each round.
  const troubles = [
    ...(await Promise.all([
      tell(webA, draw(0)),
      tell(webB, draw((round * 7) % 60)),
      tell(workerA, topUp((round * 11) % 50)),
      tell(workerB, topUp((round * 13) % 50)),
    ])),
    ...(await Promise.all([tell(workerA, topUp(0)), tell(workerB, topUp(round % 3))])),
  ].filter((error) => error !== null);
  const attempts = await app.records.attempts(client.scope.clientId);
  const done = attempts.filter(({ status }) => status === "succeeded").length;
  const lots = (await app.records.lots(client.scope.clientId)).length;
  const charges = app.emulator
    .log()
    .filter(
      ({ operation, replayed, status }) => operation === "invoices.pay" && !replayed && status === 200,
    ).length;
  if (attempts.length !== round || done !== round || lots !== round || charges !== round)
    troubles.push(`${attempts.length} attempts, ${done} done, ${lots} lots, ${charges} charges`);
  return troubles.map((trouble) => `round ${round}: ${trouble}`);
}

async function start({ emulator }: ScheduleApp): Promise<ChildProcess> {
  const child = fork("test/schedules/whole/racer.ts", {
    execArgv: ["--import", "tsx"],
    stdio: "inherit",
    env: { ...process.env, STRIPE_API_BASE: emulator.url },
  });
  await answer(child);
  return child;
}

function tell(child: ChildProcess | undefined, order: RaceOrder): Promise<string | null> {
  if (!child) throw new Error("four processes race");
  const answered = answer(child);
  child.send(order);
  return answered;
}

function answer(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("a process of the race ended"));
    child.once("exit", gone).once("message", (said: { error: string | null }) => {
      child.off("exit", gone);
      resolve(said.error);
    });
  });
}
