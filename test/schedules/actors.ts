import { moveFor, moveForDoubt, moveTo, situationOf } from "#app/billing/rules/topup-move.ts";
import type { Attempt } from "#app/billing/topup/attempt-store.server.ts";
import { stepTopup, type TopupRecord, type Ending } from "#app/billing/topup/step-topup.ts";
import { topupStripe, type Work } from "#app/billing/topup/topup-stripe.server.ts";
import { claim, keepInvoice, move } from "#test/schedules/attempt.ts";
import { atGate } from "#test/schedules/actor-scheduler.ts";
import type { World } from "#test/schedules/schedule.ts";

/** A worker's run: claim what is due and go on to the end of it. */
export async function work(world: World): Promise<void> {
  await atGate();
  const mine = claim(world.kept, world.clock.at);
  if (mine) await drive(world, mine, true);
}

/** A webhook: its invoice is looked at; nothing is charged for it. */
export async function bringNews(world: World, invoice: string): Promise<void> {
  await atGate();
  const { attempt } = world.kept;
  if (attempt.invoice === null || attempt.invoice === invoice)
    await drive(world, { ...attempt, invoice }, false);
}

async function drive({ kept, deal, clock }: World, mine: Attempt, claimed: boolean): Promise<void> {
  const { collection, permission, failures } = kept;
  const work: Work = {
    attempt: mine,
    order: deal.order,
    buyer: { ...deal.buyer },
    seller: deal.seller,
    method: { ...deal.method },
    charged: null,
    seen: null,
  };
  await stepTopup(
    situationOf({ ...mine, collection, permission, failures }, claimed),
    topupStripe(work),
    topupRecord({ kept, clock }, mine, claimed),
  );
}

/** What is written down, each in one step, with the ledger's rules. */
function topupRecord(
  { kept, clock }: Pick<World, "kept" | "clock">,
  mine: Attempt,
  claimed: boolean,
): TopupRecord {
  const write = async <T>(run: () => T): Promise<T> => {
    await atGate();
    const done = run();
    await atGate();
    return done;
  };
  return {
    keepInvoice: ({ id }) => write(() => keepInvoice(kept, mine, id)),
    end: (ending) => write(() => finish({ kept, clock }, mine, ending, claimed)),
    doubt: (why) =>
      write(() => {
        if (claimed) move(kept, mine.version, moveForDoubt(why, new Date(clock.at), mine));
      }),
  };
}

function finish(
  { kept, clock }: Pick<World, "kept" | "clock">,
  mine: Attempt,
  ending: Ending,
  claimed: boolean,
): void {
  const { attempt } = kept;
  if (ending.do === "credit") {
    // The order is the key of the credit: whoever comes second finds it done.
    if (kept.lots === 0) kept.lots = 1;
    move(kept, attempt.version, moveTo(attempt, { status: "succeeded", note: "paid" }));
    return;
  }
  const to = moveFor(ending, new Date(clock.at), mine);
  if (!to || (!claimed && ending.do === "leave")) return;
  if (move(kept, mine.version, to) && ending.do === "suspend") kept.permission = "invoice-only";
}
