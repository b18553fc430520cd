import { askToSync } from "#app/billing/ask-for-jobs.server.ts";
import { releaseByHand } from "#app/billing/bank-invoice/by-hand.server.ts";
import { syncBankInvoice } from "#app/billing/bank-invoice/sync-invoice.server.ts";
import { isTopupOrigin } from "#app/billing/rules/order-state.ts";
import { listUnsigned, lockOrder } from "#app/billing/store.server.ts";
import { syncTopup } from "#app/billing/topup/sync-topup.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { creditOnTrust } from "./credit-on-trust.server.ts";

/** The terms are signed: every order of the client that is paid, or was to be trusted, gets its hours. Safe to repeat: a payment is credited once. */
export async function releaseOrders(clientId: string): Promise<void> {
  const waiting = await asSystem((tx) => listUnsigned(tx, clientId));
  for (const order of waiting) {
    if (order.origin === "checkout") await asSystem((tx) => askToSync(tx, order));
    else if (order.byHand) await asSystem((tx) => releaseByHand(tx, clientId, order.id));
    else if (order.state === "invoiced") await trust(clientId, order.id);
    else if (isTopupOrigin(order.origin)) await syncTopup(clientId, order.id);
    else await syncBankInvoice(clientId, order.id);
  }
}

function trust(clientId: string, orderId: string): Promise<void> {
  return asSystem(async (tx) => {
    const order = await lockOrder(tx, clientId, orderId);
    if (order?.state === "invoiced") await creditOnTrust(tx, order);
  });
}
