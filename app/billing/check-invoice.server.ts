import { closeTask, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import type { InvoiceFacts } from "./checkout-truth.server.ts";
import type { Order } from "./order.ts";
import { invoiceDifferences } from "./rules/invoice-match.ts";
import { noteOnOrder } from "./store.server.ts";

/** Compares a locked order with its invoice. The parts that differ are noted on the order and open a task; both end when the invoice differs no more, or is void. Call it last in the transaction: the audit log's lock comes after the ledger's. */
export async function checkInvoice(tx: Tx, order: Order, invoice: InvoiceFacts): Promise<void> {
  if (!invoice.says) return;
  const parts = invoice.isVoid ? [] : invoiceDifferences(order, invoice.says);
  const differs = parts.length > 0 ? parts.join(" ") : null;
  if (differs === (order.invoiceDiffers.join(" ") || null)) return;
  await noteOnOrder(tx, order, now(), { invoiceDiffers: differs });
  if (differs === null) return closeTask(tx, "invoice-differs", order.id);
  log.error({ order: order.number, differs }, "Stripe's invoice differs from its order");
  await openTask(tx, {
    kind: "invoice-differs",
    subject: order.id,
    clientId: order.clientId,
    detail: {
      order: order.number,
      orderId: order.id,
      amountMinor: invoice.says.totalMinor,
      bookedMinor: order.grossMinor,
      currency: order.currency,
      differs,
    },
  });
  await appendAudit(tx, "system", {
    action: "order.invoice-differs",
    target: `order:${order.number}`,
    clientId: order.clientId,
    result: "refused",
    detail: { differs },
  });
}
