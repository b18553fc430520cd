import { fetchAccount } from "#app/billing/bank-invoice/bank-account.server.ts";
import { shownTransfer, type ShownTransfer } from "#app/billing/bank-invoice/shown-transfer.server.ts";
import type { BankAccount } from "#app/billing/order.ts";
import { openOf } from "#app/billing/rules/collection.ts";
import { listOrders } from "#app/billing/store.server.ts";
import { stripeTrouble } from "#app/billing/stripe.server.ts";
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
export async function getMonthInvoicePage(scope: ClientScope, id: string): Promise<MonthInvoicePage | null> {
  const read = await readInScope(scope, async (tx) => {
    const found = await findMonthInvoice(tx, scope.clientId, id);
    if (!found) return null;
    const { zone, stripeCustomerId: customer } = await findBuyer(tx, scope.clientId);
    const { name: mspName, bank: own, country } = await findSeller(tx);
    const closed = await findClosedMonth(tx, scope.clientId, found.month);
    const credits = (await listCreditNotes(tx, scope.clientId, found.month)).filter(
      ({ invoiceId, state }) => invoiceId === found.id && state === "issued",
    );
    const creditedMinor = credits.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
    const openMinor = openOf(found, creditedMinor);
    const page = {
      invoice: shown(found),
      openMinor,
      credits: credits.map(({ id: noteId, number, pdf, grossMinor, reason }) => ({
        ...{ id: noteId, number, pdf, grossMinor, reason },
      })),
      lines: [...(closed?.lines ?? [])],
      dueOn: found.dueAt && dayIn(zone, found.dueAt),
      paidOn: found.paidAt && dayIn(zone, found.paidAt),
      mspName,
      collection: await showCollection(tx, found, zone),
    };
    const known = isTransferred(found) ? await findKnownAccount(tx, scope.clientId, own) : null;
    return { page, known, own, country, customer: isTransferred(found) ? customer : null };
  });
  if (!read) return null;
  const { page, own } = read;
  const account = read.known ?? (read.customer && (await accountOf(read.customer, read.country)));
  const reference = page.invoice.number;
  return {
    ...page,
    transfer:
      account && reference !== null
        ? shownTransfer({ ...account, amountMinor: page.openMinor, reference }, own)
        : null,
  };
}

/** Tells whether an invoice is sent to be paid, in euro, and open. */
function isTransferred({ state, currency, number, collection }: MonthInvoice): boolean {
  return state === "open" && currency === "EUR" && number !== null && collection === null;
}

/** The one account that a client has at Stripe, as an earlier order keeps it; `own` is the MSP's. */
async function findKnownAccount(
  tx: Tx,
  clientId: string,
  own: BankAccount | null,
): Promise<BankAccount | null> {
  const orders = await listOrders(tx, clientId);
  return orders.find(({ bank, byHand }) => bank && !byHand && bank.iban !== own?.iban)?.bank ?? null;
}

/** The same as Stripe says it; null where it does not answer, for the invoice can still be paid on its own page. */
async function accountOf(customer: string, country: string): Promise<BankAccount | null> {
  try {
    return await fetchAccount(customer, country);
  } catch (error) {
    if (!stripeTrouble(error)) throw error;
    return null;
  }
}

function shown(invoice: MonthInvoice): Shown {
  const { id, month, currency, netMinor, vatKind, vatRateBp, vatMinor, grossMinor } = invoice;
  const { vatNumber, billedTo, state, number, url, pdf, paidMinor } = invoice;
  return {
    ...{ id, month, currency, netMinor, vatKind, vatRateBp, vatMinor, grossMinor },
    ...{ vatNumber, billedTo, state, number, url, pdf, paidMinor },
  };
}
