import type { Order } from "#app/billing/order.ts";
import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { situationOf } from "#app/billing/rules/topup-move.ts";
import { findOrder, lockOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { findAttempt, findTopupSetting } from "./attempt-store.server.ts";
import { topupRecord } from "./topup-record.server.ts";
import { stepTopup } from "./step-topup.ts";
import { findMethod } from "./method-store.server.ts";
import { permittedBy } from "./run-topup.server.ts";
import { topupStripe, type Work } from "./topup-stripe.server.ts";

/** Brings a top-up to what Stripe says of its invoice now; charges nothing. For webhooks, and for people who return from Stripe's page. */
export async function syncTopup(
  clientId: string,
  orderId: string,
  invoice: string | null = null,
): Promise<void> {
  const found = await asSystem(async (tx) => {
    const order = await findOrder(tx, clientId, orderId);
    const attempt = await findAttempt(tx, clientId, orderId);
    if (!order || !attempt) return null;
    return {
      order,
      attempt,
      buyer: await findBuyer(tx, clientId),
      seller: await findSeller(tx),
      method: await findMethod(tx, clientId),
      setting: await findTopupSetting(tx, clientId),
    };
  });
  if (!found || (found.order.state === "paid" && found.attempt.status === "succeeded")) return;
  const { setting, ...rest } = found;
  // The webhook may come before the worker has written down which invoice is the attempt's.
  const attempt = { ...found.attempt, invoice: found.attempt.invoice ?? invoice };
  const work: Work = { ...rest, attempt, charged: null, seen: null };
  await stepTopup(
    situationOf({ ...attempt, ...permittedBy(setting, found.order.origin, found.method !== null) }, false),
    topupStripe(work),
    topupRecord(work, false),
  );
  if (work.seen?.truth.status === "open")
    await asSystem((tx) => notePartPayment(tx, found.order, work.seen?.paidMinor ?? 0));
}

/** Notes on the order, and in the audit log, that an open invoice was paid in part. */
async function notePartPayment(tx: Tx, { clientId, id }: Order, paidMinor: number): Promise<void> {
  const order = await lockOrder(tx, clientId, id);
  if (order?.state !== "invoiced" || paidMinor <= order.paidMinor) return;
  await noteOnOrder(tx, order, now(), { paidMinor });
  await appendAudit(tx, "system", {
    action: "order.part-paid",
    target: `order:${order.number}`,
    clientId,
    detail: { paidMinor },
  });
}
