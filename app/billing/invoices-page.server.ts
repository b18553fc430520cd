import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { Order } from "./order.ts";
import type { OrderState } from "./rules/order-state.ts";
import type { MoneyBack } from "./rules/refundable.ts";
import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { listBack } from "./refund/order-money.server.ts";
import { listOrders } from "./store.server.ts";

/** One line of the invoices page; minor units. */
export type InvoiceRow = {
  id: string;
  number: number;
  hours: number;
  on: Day;
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
  currency: string;
  state: OrderState;
  invoiceNumber: string | null;
  invoiceUrl: string | null;
  invoicePdf: string | null;
  /** Stripe makes an invoice of what was paid through it; what was bought elsewhere has none here. */
  invoiceComing: boolean;
  /** What went back of the money, and the credit notes that say so. */
  back: MoneyBack;
  creditNotes: { number: string; pdf: string | null }[];
};

function toRow(order: Order, zone: string, gone: Pick<InvoiceRow, "back" | "creditNotes">): InvoiceRow {
  const { id, number, minutes, netMinor, vatMinor, grossMinor, currency, state, invoice } = order;
  return {
    id,
    number,
    hours: minutes / 60,
    on: dayIn(zone, order.paidAt ?? order.createdAt),
    netMinor,
    vatMinor,
    grossMinor,
    currency,
    state,
    invoiceNumber: invoice?.number ?? null,
    invoiceUrl: invoice?.url ?? null,
    invoicePdf: invoice?.pdf ?? null,
    invoiceComing: order.checkoutId !== null || order.origin !== "checkout",
    ...gone,
  };
}

/** The invoices of a client: what was paid, newest first, and what is not finished yet. */
export function getInvoicesPage(scope: ClientScope) {
  return readInScope(scope, async (tx) => {
    const { zone } = await findBuyer(tx, scope.clientId);
    const { name: mspName } = await findSeller(tx);
    const orders = await listOrders(tx, scope.clientId);
    const back = await listBack(tx, scope.clientId, orders);
    const rows = orders.map((order) =>
      toRow(order, zone, back.get(order.id) ?? { back: "none", creditNotes: [] }),
    );
    return {
      mspName,
      paid: rows.filter((row) => row.state === "paid"),
      unfinished: rows.filter(
        (row) =>
          row.state === "open" ||
          row.state === "checkout" ||
          row.state === "invoiced" ||
          row.state === "processing",
      ),
    };
  });
}
