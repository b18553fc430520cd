import { moveFor, moveForDoubt, situationOf, topupKey } from "#app/billing/rules/topup-move.ts";
import { driveTopup, type BookHands, type Ending, type Reply, type StripeHands } from "#app/billing/topup/drive-topup.ts";
import { claim, move, type Attempt } from "#test/schedules/attempt.ts";
import type { World } from "#test/schedules/schedule.ts";

const mostFlightMs = 60_000;

type Call = { key: string | null; run: () => Reply };

/** A worker's run: claim what is due and go on to the end of it. */
export async function work(world: World): Promise<void> {
  await world.stage.turn();
  const mine = claim(world.attempt, world.clock.now);
  if (mine) await drive(world, mine, true);
}

/** A webhook: its invoice is looked at; nothing is charged for it. */
export async function bringNews(world: World, invoice: string): Promise<void> {
  await world.stage.turn();
  if (world.attempt.invoice === null || world.attempt.invoice === invoice) await drive(world, { ...world.attempt, invoice }, false);
}

async function drive(world: World, mine: Attempt, claimed: boolean): Promise<void> {
  await driveTopup(situationOf(mine, claimed), stripeHands(world, mine), bookHands(world, mine, claimed));
}

function stripeHands(world: World, mine: Attempt): StripeHands {
  const { stripe } = world;
  const key = (op: string): string => topupKey("1", op, mine);
  const once = (op: string, run: (key: string) => Reply): Promise<Reply> =>
    world.clock.now < mine.leaseUntil ? ask(world, { key: key(op), run: () => run(key(op)) }) : Promise.resolve({ kind: "unknown", code: "too late", spent: false });
  return {
    look: () => ask(world, { key: null, run: () => stripe.look(mine.invoice) }),
    create: () => once("create", (k) => stripe.create(k)),
    item: ({ id }) => once("item", (k) => stripe.item(k, id)),
    finalize: ({ id }) => once("finalize", (k) => stripe.finalize(k, id)),
    pay: ({ id }) => once("pay", (k) => stripe.pay(k, id)),
    withdraw: ({ id }) => once("withdraw", (k) => stripe.withdraw(k, id)),
  };
}

/** Asks Stripe over a network that loses questions and answers. */
async function ask({ stage, chance, stripe, trouble, clock }: World, { key, run }: Call): Promise<Reply> {
  const sentAt = clock.now;
  await stage.turn();
  const luck = trouble ? chance.below(16) : 15;
  // The connection is given up long before the claim ends: what was not taken in by then never is.
  if (luck === 0 || clock.now - sentAt > mostFlightMs) return { kind: "unknown", code: "lost", spent: false };
  if (luck === 1 && key !== null) {
    stripe.spoil(key);
    return { kind: "unknown", code: "500", spent: true };
  }
  const reply = run();
  await stage.turn();
  if (luck === 2) return { kind: "unknown", code: "timed out", spent: false };
  if (luck === 3 && key !== null) {
    stripe.spoil(key);
    return { kind: "unknown", code: "500", spent: true };
  }
  return reply;
}

function bookHands(world: World, mine: Attempt, claimed: boolean): BookHands {
  const { attempt, stage, clock } = world;
  const write = async (run: () => void): Promise<void> => {
    await stage.turn();
    run();
    await stage.turn();
  };
  return {
    keepInvoice: async ({ id }) => {
      let kept = false;
      await write(() => {
        if (attempt.version !== mine.version) return;
        attempt.invoice ??= id;
        kept = attempt.invoice === id;
        if (kept) attempt.version = mine.version += 1;
        mine.invoice = attempt.invoice;
      });
      return kept;
    },
    end: (ending) => write(() => finish(world, mine, ending, claimed)),
    doubt: (why) => write(() => {
      if (claimed) move(attempt, mine.version, moveForDoubt(why, new Date(clock.now), mine));
    }),
  };
}

function finish({ attempt, clock }: World, mine: Attempt, ending: Ending, claimed: boolean): void {
  if (ending.do === "credit") {
    // The order is the key of the credit: whoever comes second finds it done.
    if (attempt.lots === 0) attempt.lots = 1;
    move(attempt, attempt.version, { status: "succeeded", notBefore: null, note: "paid", tryNo: attempt.tryNo });
    return;
  }
  const to = moveFor(ending, new Date(clock.now), mine);
  if (!to || (!claimed && ending.do === "rest")) return;
  if (move(attempt, mine.version, to) && ending.do === "suspend") attempt.permission = "hand-over";
}
