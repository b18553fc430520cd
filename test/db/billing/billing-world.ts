import { findPayment, listReversals, askToSyncPayment } from "#app/billing/reconcile/payment-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import type { StaffRole, StaffScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import type { ClientScope } from "#app/identity/scope.ts";

import { aBuyer, atNewCheckout, present } from "./shop.ts";
import { atCheckout, control, fresh, runJobs } from "./world.ts";
import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";

/** Somebody of the MSP. */
export async function aColleague(role: StaffRole): Promise<StaffScope> {
  const user = await buildUser({ clientId: null, role });
  return { kind: "staff", ...user, sessionId: fresh(), role };
}

/** A buyer with one paid ten-hour block: 600 minutes for 1,149.50. */
export async function aPaidOrder(method = "card"): Promise<{ petra: ClientScope; order: Order }> {
  const petra = await aBuyer();
  const { order, url } = await atNewCheckout(petra);
  await atCheckout(url, { method, outcome: "pay" });
  await fulfilCheckout(order.checkoutId ?? "");
  return { petra, order: await present(order) };
}

let workTypeId: string | undefined;

/** Works so many minutes for a client, today. */
export async function work(clientId: string, minutes: number): Promise<void> {
  workTypeId ??= (await buildWorkTypes()).remote;
  const engineer = await aColleague("engineer");
  const requestId = await buildRequest(clientId, { title: "Werk" });
  for (let left = minutes; left > 0; left -= 600)
    await buildTimeEntry(engineer, { clientId, requestId, workTypeId, workedMinutes: Math.min(600, left) });
}

/** How an account stands: available, owed and held minutes; what the ledger says of the order's payment; no defect anywhere. */
export async function sums(order: Pick<Order, "clientId" | "id">) {
  return asSystem(async (tx) => {
    const defects = await tx.$queryRaw<unknown[]>`select * from ledger_defects`;
    if (defects.length > 0) throw new Error(`the ledger has defects: ${JSON.stringify(defects)}`);
    const [account] = await tx.$queryRaw<{ available: number; owed: number; held: number }[]>`
      select available_minutes as available, owed_minutes as owed, held_minutes as held from hour_account where client_id = ${order.clientId}::uuid`;
    const payment = await findPayment(tx, order);
    return { ...account, refunded: payment?.refundedMinor, disputed: payment?.disputedMinor };
  });
}

/** The refunds and disputes that we know of, by kind and state. */
export async function known(order: Pick<Order, "clientId" | "id">): Promise<string[]> {
  return (await asSystem((tx) => listReversals(tx, order.clientId, { orderId: order.id }))).map(
    ({ kind, state, amountMinor }) => `${kind} ${state} ${amountMinor}`,
  );
}

/** The charge that paid an order. */
export async function chargeOf(order: Order): Promise<string> {
  const intent = await stripe().paymentIntents.retrieve(order.paymentIntent ?? "");
  return typeof intent.latest_charge === "string" ? intent.latest_charge : (intent.latest_charge?.id ?? "");
}

/** A refund as somebody makes it in Stripe's dashboard. */
export async function inDashboard(order: Order, amount: number): Promise<string> {
  return (await stripe().refunds.create({ payment_intent: order.paymentIntent ?? "", amount })).id;
}

/** A bank takes a payment back; how it ends is told by `close`. */
export async function disputed(
  order: Order,
  amount?: number,
): Promise<{ id: string; close: (status: "won" | "lost" | "warning_closed") => Promise<unknown> }> {
  const dispute = (await control("dispute", {
    charge: await chargeOf(order),
    ...(amount === undefined ? {} : { amount }),
  })) as { id: string };
  return { id: dispute.id, close: (status) => control("dispute/close", { dispute: dispute.id, status }) };
}

/** Looks at Stripe, as after any event. */
export async function look(order: Pick<Order, "clientId" | "id">): Promise<void> {
  await asSystem((tx) => askToSyncPayment(tx, order));
  await runJobs();
}

/** The letters to a client, or to the MSP's own people (null), in the order in which they were written. */
export async function letters(clientId: string | null): Promise<string[]> {
  return (
    await asSystem((tx) => tx.letter.findMany({ where: { clientId }, orderBy: { createdAt: "asc" } }))
  ).map((letter) => letter.template);
}

/** The tasks that wait for a person about an order. */
export async function tasks(order: Pick<Order, "clientId">): Promise<string[]> {
  return (
    await asSystem((tx) =>
      tx.staffTask.findMany({
        where: { clientId: order.clientId, resolvedAt: null },
        orderBy: { openedAt: "asc" },
      }),
    )
  ).map((task) => task.kind);
}
