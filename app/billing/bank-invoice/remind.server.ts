import { listInvoicedOrders } from "#app/billing/order-list-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Order } from "#app/billing/order.ts";
import { fulfilOrder } from "#app/billing/reconcile/fulfil-order.server.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { isTopupOrigin } from "#app/billing/rules/order-state.ts";
import { lockOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { writeTopupOverdue } from "#app/billing/topup/topup-letters.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";

import { writeInvoiceOverdue } from "./invoice-letters.server.ts";

type Key = Pick<Order, "clientId" | "id">;

/** Looks at every open invoice, a block's or a top-up's, and reminds once of each that is overdue: the client by letter, the MSP by a task. One that fails keeps nobody else waiting. */
export async function remindOfInvoices(): Promise<void> {
  const open = await asSystem((tx) => listInvoicedOrders(tx));
  await eachInTurn(
    open,
    async (key) => {
      // Its payment may have come without our hearing of it: nobody is reminded of what is paid.
      await fulfilOrder(key.clientId, key.id);
      await asSystem((tx) => remind(tx, key));
    },
    {
      says: "an open invoice could not be looked at",
      facts: ({ clientId, id }) => ({ client: clientId, order: id }),
    },
  );
}

async function remind(tx: Tx, { clientId, id }: Key): Promise<void> {
  const order = await lockOrder(tx, clientId, id);
  if (order?.state !== "invoiced" || order.overdueAt || !order.dueAt || order.dueAt > now()) return;
  await noteOnOrder(tx, order, now(), { overdueAt: now() });
  await (isTopupOrigin(order.origin) ? writeTopupOverdue(tx, order) : writeInvoiceOverdue(tx, order));
  await openTask(tx, {
    kind: "invoice-overdue",
    subject: order.id,
    clientId,
    detail: {
      order: order.number,
      orderId: id,
      amountMinor: order.grossMinor - order.paidMinor,
      currency: order.currency,
      dueAt: order.dueAt.toISOString(),
    },
  });
  await appendAudit(tx, "system", {
    action: "order.invoice-overdue",
    target: `order:${order.number}`,
    clientId,
    detail: { openMinor: order.grossMinor - order.paidMinor },
  });
}
