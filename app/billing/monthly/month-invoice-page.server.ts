import { shownTransfer, type ShownTransfer } from "#app/billing/bank-invoice/shown-transfer.server.ts";
import type { BankAccount } from "#app/billing/order.ts";
import { openOf } from "#app/billing/rules/collection.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import type { DraftLine } from "#app/contracts/rules/draft.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { showCollection, type ShownCollection } from "./collection-page.server.ts";
import { listCreditNotes, type CreditNote } from "./credit-note-store.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import { findMonthInvoice } from "./month-invoice-store.server.ts";

type Shown = Pick<
  MonthInvoice,
  | "id"
  | "month"
  | "currency"
  | "netMinor"
  | "vatKind"
  | "vatRateBp"
  | "vatMinor"
  | "grossMinor"
  | "vatNumber"
  | "billedTo"
  | "state"
  | "number"
  | "url"
  | "pdf"
  | "paidMinor"
>;

export type MonthInvoicePage = {
  invoice: Shown;
  /** What is still to be paid of an open one: without what came in, and without what is credited; minor units. */
  openMinor: number;
  /** Its credit notes that are out, oldest first; gross minor units. */
  credits: Pick<CreditNote, "id" | "number" | "pdf" | "grossMinor" | "reason">[];
  /** The lines as they were closed, each with what it counted and why it differs. */
  lines: DraftLine[];
  dueOn: Day | null;
  paidOn: Day | null;
  mspName: string;
  /** How to pay it by bank; null where it is not to be paid so, or the client's account at Stripe is not known. */
  transfer: ShownTransfer | null;
  /** How it is collected by the mandate; null where it is sent to be paid. */
  collection: ShownCollection | null;
};

/** The page of a month's invoice with its reasons; null when the asker's client has no such invoice. */
export function getMonthInvoicePage(scope: ClientScope, id: string): Promise<MonthInvoicePage | null> {
  return readInScope(scope, async (tx) => {
    const found = await findMonthInvoice(tx, scope.clientId, id);
    if (!found) return null;
    const { zone } = await findBuyer(tx, scope.clientId);
    const { name: mspName, bank: ownAccount } = await findSeller(tx);
    const closed = await findClosedMonth(tx, scope.clientId, found.month);
    const credits = (await listCreditNotes(tx, scope.clientId, found.month)).filter(
      ({ invoiceId, state }) => invoiceId === found.id && state === "issued",
    );
    const creditedMinor = credits.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
    const openMinor = openOf(found, creditedMinor);
    return {
      invoice: shown(found),
      openMinor,
      credits: credits.map(({ id: noteId, number, pdf, grossMinor, reason }) => ({
        ...{ id: noteId, number, pdf, grossMinor, reason },
      })),
      lines: [...(closed?.lines ?? [])],
      dueOn: found.dueAt && dayIn(zone, found.dueAt),
      paidOn: found.paidAt && dayIn(zone, found.paidAt),
      mspName,
      transfer: await findTransfer(tx, found, { openMinor, ownAccount }),
      collection: await showCollection(tx, found, zone),
    };
  });
}

/** The transfer of an open invoice that is sent to be paid: a client has one account at Stripe, which its earlier orders keep. */
async function findTransfer(
  tx: Tx,
  { clientId, state, currency, number, collection }: MonthInvoice,
  { openMinor, ownAccount }: { openMinor: number; ownAccount: BankAccount | null },
): Promise<ShownTransfer | null> {
  if (state !== "open" || currency !== "EUR" || number === null || collection !== null) return null;
  const orders = await listOrders(tx, clientId);
  const bank = orders.find(
    (order) => order.bank && !order.byHand && order.bank.iban !== ownAccount?.iban,
  )?.bank;
  return bank ? shownTransfer({ ...bank, amountMinor: openMinor, reference: number }, ownAccount) : null;
}

function shown(invoice: MonthInvoice): Shown {
  const { id, month, currency, netMinor, vatKind, vatRateBp, vatMinor, grossMinor } = invoice;
  const { vatNumber, billedTo, state, number, url, pdf, paidMinor } = invoice;
  return {
    ...{ id, month, currency, netMinor, vatKind, vatRateBp, vatMinor, grossMinor },
    ...{ vatNumber, billedTo, state, number, url, pdf, paidMinor },
  };
}
