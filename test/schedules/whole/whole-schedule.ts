import Stripe from "stripe";

import { now } from "#app/platform/clock.server.ts";
import { reconcilePayments } from "#app/billing/reconcile/reconcile-payments.server.ts";
import { waitsForPerson, isAttemptState } from "#app/billing/rules/topup-move.ts";
import { subscribedEvents } from "#app/billing/subscribed-events.ts";
import { runTopup } from "#app/billing/topup/run-topup.server.ts";
import { sweepTopups } from "#app/billing/topup/sweep-topups.server.ts";
import { action as takeWebhook } from "#app/routes/api/webhooks-stripe.tsx";
import { beginMs } from "#test/schedules/clock.ts";
import { chanceOf, type Chance } from "#test/schedules/random.ts";
import { ActorScheduler } from "#test/schedules/actor-scheduler.ts";
import {
  arrived,
  debits,
  eventsAfter,
  openInvoices,
  payBack,
  payManually,
  settleDebit,
  turn,
  voidInvoice,
} from "#test/schedules/whole/emulated.ts";
import type { ScheduleApp } from "#test/schedules/whole/schedule-app.ts";
import { doJob } from "#test/schedules/whole/queue.ts";
import { aClient, choose, saveMethod, work, type Client, type Method } from "#test/schedules/whole/shop.ts";
import { carry, type Network } from "#test/schedules/network.ts";
import { wholeFaults } from "#test/schedules/whole/whole-faults.ts";

const hourMs = 3_600_000;
const stepMs = 50;
const busyTurns = 150;
const troubledRounds = 4;
const quietRounds = 60;

type World = Network & {
  app: ScheduleApp;
  client: Client;
  /** How many of a hundred turns kill a process. */
  deaths: number;
  /** The last event that was taken note of, and the events that can still arrive. */
  heard: string | null;
  news: string[];
};

/** Runs one schedule on PostgreSQL and the offline Stripe, by the application's own verbs: answers, webhooks, crashes, time-outs, reconciling; what went wrong, in words. */
export async function runWholeSchedule(app: ScheduleApp, seed: number): Promise<string[]> {
  const world = await begin(app, chanceOf(seed));
  app.wire.send = (url, init) =>
    carry(world, url.endsWith("/pay"), (late) => (late ? sendUnheard(url, init) : fetch(url, init)));
  for (let step = 0; step < busyTurns; step += 1) await happen(world);
  await calmDown(world);
  return [...world.actors.troubles, ...(await wholeFaults(app, world.client.scope.clientId))];
}

/** A client that is topped up, whose work is about to cross the level. */
async function begin(app: ScheduleApp, chance: Chance): Promise<World> {
  const { clock } = app;
  app.enter();
  await turn(app, "reset");
  await app.records.wipe();
  clock.at = beginMs;
  const actors = new ActorScheduler(chance, () => {
    clock.at += stepMs;
  });
  const client = await aClient(180);
  await saveMethod(app, client.scope, aMethod(chance));
  await choose(app, client.scope, chance.often(15) ? "invoice" : "charge");
  await work(app, client, 61);
  // Some networks hardly ever fail: then it is the order that matters.
  return {
    app,
    clock,
    chance,
    actors,
    client,
    setFault: (mode) => turn(app, "faults", { op: "*", mode, times: 1 }),
    deaths: chance.pick([1, 3, 6]),
    trouble: chance.pick([15, 30, 300]),
    heard: null,
    news: [],
    outage: 0,
  };
}

/** Nobody waits for the answer: it isn't given up on either. */
async function sendUnheard(url: string, init: RequestInit): Promise<Response> {
  const { signal: _, ...kept } = init;
  const answer = await fetch(url, kept);
  await answer.text();
  return answer;
}

const aMethod = (chance: Chance): Method =>
  chance.pick<Method>(["card", "card", "card", "debit", "debit", "debit", "declined", "authentication"]);

async function happen(world: World): Promise<void> {
  const { chance, actors, app, deaths } = world;
  const what = chance.below(100);
  if (what < deaths) await actors.crash();
  else if (what < 58) await actors.goOn();
  else if (what < 70) await startJob(world);
  else if (what < 81) await deliver(world);
  else if (what < 87) app.clock.at += chance.pick([1_100, 31_000, 190_000, 2.1 * hourMs, 25 * hourMs]);
  else if (what < 91) await actors.enter(sweepTopups);
  else if (what < 93) await actors.enter(() => reconcilePayments().catch(sayUnlessStripes));
  else if (what < 96) await settle(world);
  else if (what < 98) await payOpen(world);
  else await rarely(world);
}

/** What met trouble at Stripe comes to nothing: it is asked for again later. */
function sayUnlessStripes(error: unknown): void {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
}

/** A worker takes any job whose time has come. */
async function startJob({ app, chance, actors }: World): Promise<void> {
  const due = await app.records.dueJobs(app.clock.at);
  if (due.length === 0) return;
  const job = chance.pick(due);
  await actors.enter(() => doJob(app, job));
}

/** Webhooks come late, twice, in any order, or never. */
async function deliver(world: World): Promise<void> {
  const { chance, actors, news } = world;
  await hearNews(world);
  if (news.length === 0) return;
  const index = chance.below(news.length);
  const [body] = chance.often(25) ? news.slice(index, index + 1) : news.splice(index, 1);
  if (body !== undefined && !chance.often(10)) await actors.enter(() => bring(world, body));
}

async function hearNews(world: World): Promise<void> {
  const events = await eventsAfter(world.app, world.heard);
  world.heard = events[0]?.id ?? world.heard;
  for (const event of events.reverse())
    if (subscribedEvents.some((type) => type === event.type)) world.news.push(JSON.stringify(event));
}

async function bring({ app }: World, payload: string): Promise<void> {
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: app.webhookSecret,
    timestamp: Math.floor(now().getTime() / 1000),
  });
  const request = new Request("http://localhost:3999/webhooks/stripe", {
    method: "POST",
    body: payload,
    headers: { "stripe-signature": signature },
  });
  const { status } = await takeWebhook({ request, params: {}, context: {} });
  if (status !== 200) throw new Error(`a webhook was refused: ${status}`);
}

/** The client changes its mind, more is worked, staff act in Stripe's dashboard. */
async function rarely(world: World): Promise<void> {
  const { chance, app, client, actors } = world;
  const what = chance.below(6);
  if (what === 0)
    await actors.enter(() => choose(app, client.scope, chance.pick(["charge", "charge", "invoice", "off"])));
  else if (what === 1) await actors.enter(() => work(app, client, 400));
  else if (what === 2) await saveMethod(app, client.scope, aMethod(chance));
  else if (what === 3) await withOne(world, await openInvoices(app), (invoice) => voidInvoice(app, invoice));
  else if (what === 4) await payPartBack(world);
}

async function payPartBack(world: World): Promise<void> {
  await withOne(world, await arrived(world.app), (intent) => payBack(world.app, intent, 11_495));
}

/** A bank says what became of a direct debit; two at once for one client there may never be. */
async function settle(world: World): Promise<void> {
  const waiting = await debits(world.app);
  if (waiting.length > 1) world.actors.troubles.push("two direct debits at once");
  await withOne(world, waiting, (intent) => settleDebit(world.app, intent, world.chance.often(60)));
}

async function payOpen(world: World): Promise<void> {
  await withOne(world, await openInvoices(world.app), (invoice) => payManually(world.app, invoice));
}

async function withOne(
  { chance }: World,
  all: readonly string[],
  act: (one: string) => Promise<unknown>,
): Promise<void> {
  if (all.length > 0) await act(chance.pick(all));
}

/** The hours go by, the trouble ends, workers and the sweep come back until nothing moves any more. Some schedules never hear another webhook. */
async function calmDown(world: World): Promise<void> {
  const { actors, chance } = world;
  const hears = chance.often(50);
  await actors.finish();
  for (let round = 0; round < troubledRounds; round += 1) await passHours(world, hears);
  world.trouble = 0;
  for (let round = 0; round === 0 || (round < quietRounds && !(await isQuiet(world))); round += 1)
    await passHours(world, hears);
  const late = chance.below(4);
  if (late < 2) await payOpen(world);
  if (late === 2) await payPartBack(world);
  if (late < 3) for (let round = 0; round < 2; round += 1) await passHours(world, hears);
  await reconcilePayments();
  await doAllJobs(world);
}

async function passHours(world: World, hears: boolean): Promise<void> {
  const { app, actors, client, chance } = world;
  app.clock.at += 7 * hourMs;
  // A bank takes days.
  if (chance.often(25)) await settle(world);
  if (hears) await hearNews(world);
  for (const body of hears ? world.news.splice(0) : []) await actors.enter(() => bring(world, body));
  await actors.enter(sweepTopups);
  await actors.finish();
  // All that is due at once, on as many workers; one that was thought dead does the top-up too.
  const due = await app.records.dueJobs(app.clock.at);
  for (const job of due) await actors.enter(() => doJob(app, job));
  if (due.some(({ task }) => task === "billing.topup-run"))
    await actors.enter(() => runTopup(client.scope.clientId).catch(sayUnlessStripes));
  await actors.finish();
  await doAllJobs(world);
}

async function doAllJobs({ app }: World): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    const due = await app.records.dueJobs(app.clock.at);
    if (due.length === 0) return;
    for (const job of due) await doJob(app, job);
  }
}

async function isQuiet({ app, client }: World): Promise<boolean> {
  const attempts = await app.records.attempts(client.scope.clientId);
  const open = attempts.filter(
    ({ status }) =>
      isAttemptState(status) &&
      !["succeeded", "failed", "canceled"].includes(status) &&
      !waitsForPerson(status),
  );
  return (
    open.length === 0 &&
    (await app.records.dueJobs(app.clock.at)).length === 0 &&
    (await debits(app)).length === 0
  );
}
