import { syncBankInvoice } from "#app/billing/bank-invoice/sync-invoice.server.ts";
import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { isInvoiceOrigin } from "#app/billing/rules/order-state.ts";
import { syncTopup } from "#app/billing/topup/sync-topup.server.ts";
import { findOrder } from "#app/billing/store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** Brings an order to what Stripe says of its checkout or invoice now, crediting what is paid; whatever way it is paid. The invoice is for a top-up that has not written it down. */
export async function fulfilOrder(
  clientId: string,
  orderId: string,
  invoice: string | null = null,
): Promise<void> {
  const order = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (order?.checkoutId) await fulfilCheckout(order.checkoutId);
  else if (order && isInvoiceOrigin(order.origin)) await syncBankInvoice(clientId, orderId);
  else if (order) await syncTopup(clientId, orderId, invoice);
}
