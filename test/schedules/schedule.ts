import "#test/schedules/settings.ts";

import { randomUUID } from "node:crypto";

import { attemptFaults, type Kept } from "#test/schedules/attempt.ts";
import { bringNews, work } from "#test/schedules/actors.ts";
import { ActorScheduler } from "#test/schedules/actor-scheduler.ts";
import { clock, goByClock } from "#test/schedules/clock.ts";
import { sendThrough } from "#test/schedules/library.ts";
import { carry, type Network } from "#test/schedules/network.ts";
import { chanceOf, type Chance } from "#test/schedules/random.ts";
import { anOrder, type Deal } from "#test/schedules/deal.ts";
import { clientFor, MemoryStripe } from "#test/schedules/memory-stripe.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const stepMs = 50;
const busyTurns = 80;
const troubledRounds = 3;
const mostRounds = 40;
// Nothing has moved for so many rounds of seven hours, past every time that somebody waits for.
const stillRounds = 5;
const begin = Date.UTC(2026, 8, 21, 13);

/** One top-up: its attempt, its order, what Stripe knows, the network between, and the time. */
export type World = Network & {
  kept: Kept;
  deal: Deal;
  stripe: MemoryStripe;
  deaths: number;
  /** How many of Stripe's events were heard, and the invoices that are still to be told of. */
  heard: number;
  news: string[];
};

/** Runs one schedule of answers, webhooks, crashes, time-outs and reconciling: the application's own road of a top-up and its calls to Stripe, against the offline Stripe and its faults; only the books are kept in memory. What went wrong, in words. */
export async function runSchedule(seed: number): Promise<string[]> {
  const world = open(chanceOf(seed));
  for (let turn = 0; turn < busyTurns; turn += 1) await happen(world);
  await calmDown(world);
  const { actors, stripe, kept } = world;
  return [
    ...actors.troubles,
    ...stripe.issues().map(({ operation, detail }) => `Stripe was asked wrongly: ${operation} ${detail}`),
    ...attemptFaults(kept, stripe.arrived()),
  ];
}

function open(chance: Chance): World {
  clock.at = begin;
  const stripe = new MemoryStripe(() => clock.at);
  const actors = new ActorScheduler(chance, () => {
    clock.at += stepMs;
  });
  const collection = chance.often(20) ? "invoice" : "charge";
  const id = randomUUID();
  const deal = anOrder(id, collection, stripe.newCustomer());
  const kept: Kept = {
    attempt: {
      clientId: deal.order.clientId,
      id,
      minutes: deal.order.minutes,
      status: "queued",
      tryNo: 1,
      keyNo: 1,
      awaitsBank: false,
      version: 0,
      note: null,
      grossMinor: null,
      currency: null,
      invoice: null,
      nextLookAt: new Date(begin),
      createdAt: new Date(begin),
    },
    collection,
    permission: "charge",
    failures: 0,
    lots: 0,
    log: [],
  };
  const world: World = {
    kept,
    deal,
    stripe,
    actors,
    chance,
    clock,
    heard: 0,
    news: [],
    outage: 0,
    // Some networks hardly ever fail: then it is the order that matters.
    deaths: chance.pick([1, 3, 6]),
    trouble: chance.pick([15, 30, 300]),
    setFault: async (mode) => stripe.faults.add({ op: "*", mode, times: 1, ms: 0 }),
  };
  saveMethod(world);
  goByClock();
  sendThrough(
    clientFor((path, method, headers, body) =>
      carry(world, path.endsWith("/pay"), () => stripe.ask(path, method, headers, body)),
    ),
  );
  return world;
}

function saveMethod({ deal, stripe, chance }: World): void {
  const [type, behaviour] = chance.pick([
    ["card", "ok"],
    ["card", "ok"],
    ["sepa_debit", "ok"],
    ["sepa_debit", "ok"],
    ["card", "decline"],
    ["card", "authentication"],
  ] as const);
  deal.method.stripePaymentMethod = stripe.newMethod(deal.buyer.stripeCustomerId ?? "", type, behaviour);
}

async function happen(world: World): Promise<void> {
  const { chance, actors, deaths } = world;
  const what = chance.below(100);
  if (what < deaths) await actors.crash();
  else if (what < 56) await actors.goOn();
  else if (what < 68) await actors.enter(() => work(world));
  else if (what < 80) await deliver(world);
  else if (what < 90) clock.at += chance.pick([1_100, 31_000, 190_000, 2.1 * hourMs, 25 * hourMs]);
  else if (what < 95) settle(world);
  else if (what < 97)
    withOne(world, world.stripe.openInvoices(), (invoice) => world.stripe.payManually(invoice));
  else rarely(world);
}

/** Staff withdraw the invoice, the client turns topping up off or on, or saves another way to pay. */
function rarely(world: World): void {
  const { chance, stripe, kept } = world;
  const what = chance.below(10);
  if (what < 2) withOne(world, stripe.openInvoices(), (invoice) => stripe.voidInvoice(invoice));
  else if (what < 4) kept.permission = chance.pick(["charge", "invoice-only", "nothing"]);
  else if (what < 6) saveMethod(world);
}

/** A bank says what became of a direct debit; two at once there may never be. */
function settle(world: World): void {
  const { stripe, chance, actors } = world;
  const waiting = stripe.debits();
  if (waiting.length > 1) actors.troubles.push("two direct debits at once");
  withOne(world, waiting, (intent) => stripe.settle(intent, chance.often(60)));
}

/** Webhooks come late, twice, in any order, or never. */
async function deliver(world: World): Promise<void> {
  const { chance, actors, stripe, news } = world;
  news.push(...stripe.news.slice(world.heard));
  world.heard = stripe.news.length;
  if (news.length === 0) return;
  const index = chance.below(news.length);
  const [invoice] = chance.often(25) ? news.slice(index, index + 1) : news.splice(index, 1);
  if (invoice !== undefined && !chance.often(10)) await actors.enter(() => bringNews(world, invoice));
}

function withOne({ chance }: World, all: readonly string[], act: (one: string) => void): void {
  if (all.length > 0) act(chance.pick(all));
}

/** The hours go by, the trouble ends, the worker and its reconciling come back until nothing moves any more. */
async function calmDown(world: World): Promise<void> {
  const { actors, stripe, kept } = world;
  await actors.finish();
  let before = "";
  let still = 0;
  for (let round = 0; round < mostRounds && still < stillRounds; round += 1) {
    if (round === troubledRounds) world.trouble = 0;
    clock.at += 7 * hourMs;
    if (round % 2 === 1) settle(world);
    await actors.enter(() => work(world));
    await actors.finish();
    const { status, tryNo, note } = kept.attempt;
    const after = `${status} ${tryNo} ${note} ${stripe.debits().join()}`;
    still = round > troubledRounds && after === before ? still + 1 : 0;
    before = after;
  }
}
