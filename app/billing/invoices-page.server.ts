import type { ClientScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { MonthInvoice, MonthInvoiceState } from "./monthly/month-invoice.ts";
import { listMonthInvoices } from "./monthly/month-invoice-store.server.ts";
import type { Order } from "./order.ts";
import type { OrderState } from "./rules/order-state.ts";
import type { MoneyBack } from "./rules/refundable.ts";
import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import { listBack } from "./refund/order-money.server.ts";
import { listOrders } from "./store.server.ts";

type InvoiceFacts = {
  id: string;
  on: Day;
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
  currency: string;
  invoiceNumber: string | null;
  invoiceUrl: string | null;
  invoicePdf: string | null;
};

/** What an order adds: Stripe makes an invoice of what was paid through it (`invoiceComing`), and what went back of the money has credit notes. */
type OrderFacts = {
  number: number;
  hours: number;
  state: OrderState;
  byHand: boolean;
  invoiceComing: boolean;
  back: MoneyBack;
  creditNotes: { number: string; pdf: string | null }[];
};

/** One line of the invoices page, of an order or of a contract's month; minor units. */
export type InvoiceRow = InvoiceFacts &
  (({ kind: "order" } & OrderFacts) | { kind: "month"; month: string; state: MonthInvoiceState });

function toRow(order: Order, zone: string, gone: Pick<OrderFacts, "back" | "creditNotes">) {
  const { id, number, minutes, netMinor, vatMinor, grossMinor, currency, state, invoice } = order;
  return {
    kind: "order" as const,
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
    byHand: order.byHand,
    invoiceComing: !order.byHand && (order.checkoutId !== null || order.origin !== "checkout"),
    ...gone,
  };
}

function toMonthRow(invoice: MonthInvoice, zone: string) {
  const { id, month, netMinor, vatMinor, grossMinor, currency, state, number, url, pdf, askedAt } = invoice;
  return {
    kind: "month" as const,
    ...{ id, month, netMinor, vatMinor, grossMinor, currency, state },
    on: dayIn(zone, askedAt),
    invoiceNumber: number,
    invoiceUrl: url,
    invoicePdf: pdf,
  };
}

const unfinishedOrders: readonly OrderState[] = ["open", "checkout", "invoiced", "processing"];

/** The invoices of a client, newest first: what is not finished yet, of orders and of a contract's months; what ended of months, and of orders: paid, or with an invoice that bookkeeping keeps. */
export function getInvoicesPage(scope: ClientScope) {
  return readInScope(scope, async (tx) => {
    const { zone } = await findBuyer(tx, scope.clientId);
    const { name: mspName } = await findSeller(tx);
    const orders = await listOrders(tx, scope.clientId);
    const back = await listBack(tx, scope.clientId, orders);
    const rows = orders.map((order) =>
      toRow(order, zone, back.get(order.id) ?? { back: "none", creditNotes: [] }),
    );
    const all = (await listMonthInvoices(tx, scope.clientId)).map((invoice) => toMonthRow(invoice, zone));
    const isOpen = ({ state }: { state: MonthInvoiceState }) => state === "open" || state === "asked";
    const isUnfinished = ({ state }: { state: OrderState }) => unfinishedOrders.includes(state);
    return {
      mspName,
      hasMonths: all.length > 0,
      months: all.filter((row) => !isOpen(row)),
      unfinished: [...all.filter(isOpen), ...rows.filter(isUnfinished)],
      ended: rows.filter((row) => !isUnfinished(row) && (row.state === "paid" || row.invoiceNumber !== null)),
    };
  });
}
