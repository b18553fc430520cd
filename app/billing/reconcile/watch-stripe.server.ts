import { findLastEventAt } from "#app/billing/event-store.server.ts";
import { fulfilOrder } from "#app/billing/reconcile/fulfil-order.server.ts";
import { closeTask, openTask, type Finding } from "#app/billing/reconcile/task-store.server.ts";
import { isTopupOrigin } from "#app/billing/rules/order-state.ts";
import { findOrder } from "#app/billing/store.server.ts";
import { stripeTrouble } from "#app/billing/stripe.server.ts";
import { syncOrder } from "#app/billing/sync-order.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";

import { writeStripeStuck } from "./stuck-letters.server.ts";
import { countUntold, listHanging, listUnprocessed } from "./stuck-store.server.ts";

const hourMs = 3_600_000;
/** For how long an order or an event may wait before somebody is told. */
const patienceMs = 2 * hourMs;
/** How far back payments are compared with the events that told them. */
const lookBackMs = 48 * hourMs;
const mostAtOnce = 50;

/**
 * Looks for what hangs between Stripe and the portal for hours: orders that no look brings further, events that can't be worked on, and
 * payments whose event never came. Each is tried once more; what still hangs is a task, and an email to the owners once.
 */
export async function watchStripe(): Promise<void> {
  await watchOrders();
  await watchEvents();
  await watchArrivals();
}

async function watchOrders(): Promise<void> {
  const before = new Date(now().getTime() - patienceMs);
  for (const key of await asSystem((tx) => listHanging(tx, before, mostAtOnce))) {
    const said = await trouble(() => lookAgain(key));
    if (said === null) await asSystem((tx) => closeTask(tx, "order-stuck", key.id));
    else await reportOrder(key, said);
  }
}

/** Brings an order to what Stripe says of it now, because somebody asks; false where that can't be told. */
export async function lookAtStripe(key: { clientId: string; id: string }): Promise<boolean> {
  if ((await trouble(() => lookAgain(key))) !== null) return false;
  await asSystem((tx) => closeTask(tx, "order-stuck", key.id));
  return true;
}

async function lookAgain({ clientId, id }: { clientId: string; id: string }): Promise<void> {
  const order = await asSystem((tx) => findOrder(tx, clientId, id));
  // An open invoice is looked at each day; a top-up's order has a job of its own.
  if (order && (isTopupOrigin(order.origin) || order.state === "invoiced")) return fulfilOrder(clientId, id);
  await syncOrder(clientId, id);
}

/** What went wrong, in the words of whoever said it; null where nothing did. */
async function trouble(run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    const said = stripeTrouble(error)?.message ?? (error instanceof Error ? error.message : String(error));
    return said.replaceAll(/\b(sk|rk|whsec)_\S+/g, "$1_…").slice(0, 300);
  }
}

function reportOrder({ clientId, id }: { clientId: string; id: string }, said: string): Promise<void> {
  return asSystem(async (tx) => {
    const order = await findOrder(tx, clientId, id);
    if (!order) return;
    log.error({ order: order.number, said }, "an order hangs at Stripe");
    const { number, grossMinor: amountMinor, currency } = order;
    await openTask(tx, {
      ...{ kind: "order-stuck", subject: id, clientId },
      detail: { order: number, orderId: id, amountMinor, currency },
    });
    await writeStripeStuck(tx, { what: "order", key: id, said, clientId, order });
  });
}

/** Events that failed for hours are asked for again: a job whose tries are used up would never come back. */
async function watchEvents(): Promise<void> {
  const before = new Date(now().getTime() - patienceMs);
  await asSystem(async (tx) => {
    const [first, ...more] = await listUnprocessed(tx, before, mostAtOnce);
    if (!first) return closeTask(tx, "stripe-events-stuck", "stripe");
    for (const { id } of [first, ...more])
      await enqueue(tx, "billing.process-event", { eventId: id }, { key: `stripe-event:${id}` });
    await openTask(tx, ofStripe("stripe-events-stuck", first.receivedAt));
    await writeStripeStuck(tx, { what: "events", key: first.id, said: first.error ?? "", clientId: null });
  });
}

/** A payment that a look at Stripe found, and no event told: Stripe sends none, or they are refused here. */
async function watchArrivals(): Promise<void> {
  const at = now().getTime();
  await asSystem(async (tx) => {
    const untold = await countUntold(tx, { from: new Date(at - lookBackMs), to: new Date(at - hourMs) });
    if (untold === 0) return closeTask(tx, "stripe-events-missing", "stripe");
    const lastAt = await findLastEventAt(tx);
    await openTask(tx, ofStripe("stripe-events-missing", lastAt));
    await writeStripeStuck(tx, { what: "missing", key: dayOf(lastAt), said: "", clientId: null });
  });
}

function ofStripe(kind: "stripe-events-stuck" | "stripe-events-missing", since: Date | null): Finding {
  return { kind, subject: "stripe", clientId: null, detail: { since: dayOf(since) } };
}

/** Since which day, as what tells one such time from the next. */
function dayOf(at: Date | null): string {
  return at?.toISOString().slice(0, 10) ?? "never";
}
