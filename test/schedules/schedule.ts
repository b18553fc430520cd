import { attemptFaults, newAttempt, type Attempt } from "#test/schedules/attempt.ts";
import { FakeStripe } from "#test/schedules/fake-stripe.ts";
import { chanceOf, type Chance } from "#test/schedules/random.ts";
import { bringNews, work } from "#test/schedules/actors.ts";
import { Stage } from "#test/schedules/stage.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const busyTurns = 90;
const quietRounds = 60;

/** One shop: an attempt to top up, what Stripe knows, and the time. */
export type World = { attempt: Attempt; stripe: FakeStripe; stage: Stage; chance: Chance; clock: { now: number }; trouble: boolean };

/** Runs one schedule of answers, webhooks, crashes, time-outs and reconciling; what went wrong, in words. */
export async function runSchedule(seed: number): Promise<string[]> {
  const chance = chanceOf(seed);
  const clock = { now: 1_790_000_000_000 };
  const stripe = new FakeStripe(chance, () => clock.now);
  const world: World = { attempt: newAttempt(chance.often(20) ? "invoice" : "charge"), stripe, stage: new Stage(chance), chance, clock, trouble: true };
  for (let turn = 0; turn < busyTurns; turn += 1) {
    happen(world);
    await world.stage.breathe();
  }
  await calmDown(world);
  return [...stripe.offences, ...attemptFaults(world.attempt, stripe)];
}

function happen(world: World): void {
  const { chance, clock, stage, stripe } = world;
  const what = chance.below(100);
  if (what < 45) stage.goOn();
  else if (what < 62) void work(world);
  else if (what < 78) void deliver(world);
  else if (what < 83) stage.crash();
  else if (what < 92) clock.now += chance.pick([1000, 30_000, 3 * minuteMs, 2 * hourMs, 25 * hourMs]);
  else if (what < 96) stripe.settle();
  else if (what < 98) stripe.payByHand();
  else rarely(world);
}

/** Staff withdraw the invoice, or the client turns topping up off or on. */
function rarely({ chance, stripe, attempt }: World): void {
  const what = chance.below(10);
  if (what < 2) stripe.void();
  else if (what < 4) attempt.permission = chance.pick(["charge", "hand-over", "stop"]);
}

/** Webhooks come late, twice, in any order, or never. */
async function deliver(world: World): Promise<void> {
  const { news } = world.stripe;
  if (news.length === 0) return;
  const index = world.chance.below(news.length);
  const [id] = world.chance.often(30) ? news.slice(index, index + 1) : news.splice(index, 1);
  if (id !== undefined && !world.chance.often(10)) await bringNews(world, id);
}

/** The trouble ends; the minutes go by, the worker and its reconciling come back until nothing moves any more. */
async function calmDown(world: World): Promise<void> {
  world.trouble = false;
  await world.stage.finish();
  for (let round = 0; round < quietRounds; round += 1) {
    world.clock.now += 7 * hourMs;
    if (round % 3 === 2) world.stripe.settle();
    await Promise.all([work(world), world.stage.finish()]);
  }
}
