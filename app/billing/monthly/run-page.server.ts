import { countClientMonth, countMonths, type CountedMonth } from "#app/contracts/count-client.server.ts";
import { findOpenCorrections } from "#app/contracts/open-corrections.server.ts";
import { findHeldNames, findLicenceNames } from "#app/contracts/held-names.server.ts";
import type { ClosedMonth, Draft } from "#app/contracts/rules/draft.ts";
import { addToMonth, lastDayOf, monthOf, type Month } from "#app/contracts/rules/month.ts";
import type { Adjustment } from "#app/contracts/rules/draft.ts";
import type { Oddity } from "#app/contracts/rules/oddities.ts";
import { listClientsToInvoice } from "#app/contracts/store/contract-store.server.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { findBuyer, findSeller } from "#app/clients/parties-store.server.ts";
import type { VatDecision } from "#app/clients/rules/vat.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { billingAccess } from "#app/billing/access.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { findMonthVat } from "./ask-invoice.server.ts";
import { showCollection, type ShownCollection } from "./collection-page.server.ts";
import { listCreditNotes, openMinorOf } from "./credit-note-store.server.ts";
import type { MonthInvoice, MonthInvoiceState } from "./month-invoice.ts";
import { findInvoiceOfMonth, listInvoicesOf } from "./month-invoice-store.server.ts";

/** How far a client's month has come: counted so far, closed, and then as its invoice stands. */
export type RunState = "draft" | "closed" | MonthInvoiceState;

export type RunRow = {
  clientId: string;
  name: string;
  currency: string;
  state: RunState;
  totalMinor: number;
  beforeMinor: number;
  oddities: Oddity[];
  invoiceNumber: string | null;
  failure: string | null;
};

export type RunPage = {
  month: Month;
  before: Month;
  after: Month | null;
  isOver: boolean;
  rows: RunRow[];
  /** The names of licences that no line counts, by their type. */
  typeNames: Record<string, string>;
  mayHandle: boolean;
};

/** The month that a run is about when nobody names one: the one before today's, in the MSP's zone. */
export function getRunMonth(scope: StaffScope): Promise<{ today: Day; month: Month }> {
  return readInScope(scope, findRunMonth);
}

async function findRunMonth(tx: Tx): Promise<{ today: Day; month: Month }> {
  const { zone } = await requireMsp(tx);
  const today = dayIn(zone, now());
  return { today, month: addToMonth(monthOf(today), -1) };
}

/** Every client's month: its draft or what was closed, the difference with the month before, and what is odd. The same number of queries, whatever the number of clients. */
export function getRunPage(scope: StaffScope, asked: Month | null): Promise<RunPage> {
  return readInScope(scope, async (tx) => {
    const { today, month: usual } = await findRunMonth(tx);
    const month = asked ?? usual;
    // Of what ended, something may be left however long ago: a correction, or a credit.
    const clients = await listClientsToInvoice(tx, lastDayOf(month));
    const invoices = new Map((await listInvoicesOf(tx, month)).map((invoice) => [invoice.clientId, invoice]));
    const countOf = await countMonths(
      tx,
      clients.map(({ clientId }) => clientId),
      month,
    );
    const rows = clients.flatMap(({ clientId, name }) => {
      const row = rowOf({ clientId, name }, countOf(clientId), invoices.get(clientId) ?? null);
      return row ? [row] : [];
    });
    return {
      month,
      before: addToMonth(month, -1),
      after: addToMonth(month, 1) <= monthOf(today) ? addToMonth(month, 1) : null,
      isOver: lastDayOf(month) < today,
      rows,
      typeNames: await findLicenceNames(tx),
      mayHandle: may(scope, billingAccess.handleMoney),
    };
  });
}

function rowOf(
  { clientId, name }: { clientId: string; name: string },
  { draft, currency, oddities, closed }: CountedMonth,
  invoice: MonthInvoice | null,
): RunRow | null {
  const lines = closed?.lines ?? draft.lines;
  if (lines.length === 0) return null;
  return {
    clientId,
    name,
    currency,
    state: invoice?.state ?? (closed ? "closed" : "draft"),
    totalMinor: closed?.totalMinor ?? draft.totalMinor,
    beforeMinor: lines.reduce(
      (sum, { detail }) => sum + (detail.kind === "count" ? detail.beforeMinor : 0),
      0,
    ),
    oddities: closed ? [] : oddities,
    invoiceNumber: invoice?.number ?? null,
    failure: invoice?.failure ?? null,
  };
}

export type ClientRunPage = {
  client: { id: string; name: string };
  month: Month;
  currency: string;
  draft: Draft;
  state: RunState;
  oddities: Oddity[];
  /** The names of what no line counts, by its type. */
  typeNames: Record<string, string>;
  adjustments: Adjustment[];
  invoice: Pick<
    MonthInvoice,
    | "id"
    | "number"
    | "url"
    | "pdf"
    | "netMinor"
    | "vatMinor"
    | "grossMinor"
    | "vatKind"
    | "vatRateBp"
    | "failure"
  > | null;
  /** The VAT with which a closed month has to go out because it gives back what was charged with it, and the one that applies by now; null where they don't differ. */
  otherVat: { now: VatDecision; then: VatDecision } | null;
  /** What is still to be paid of the invoice, VAT included, in minor units; 0 without one. */
  openMinor: number;
  /** How the invoice is collected by the client's mandate; null where it is sent to be paid. */
  collection: ShownCollection | null;
  /** What this closed month would be put right by, below 0 where the client gets back; minor units without VAT. */
  openCorrectionMinor: number;
  credits: {
    id: string;
    number: string | null;
    pdf: string | null;
    grossMinor: number;
    reason: string;
    state: string;
  }[];
  isOver: boolean;
  mayHandle: boolean;
  mayTestStripe: boolean;
};

/** One client's month, line by line: as it is counted, or as it was closed. */
export async function getClientRunPage(
  scope: StaffScope,
  clientId: string,
  asked: Month | null,
): Promise<ClientRunPage> {
  const { today, month: usual } = await getRunMonth(scope);
  const month = asked ?? usual;
  return readInScope(scope, async (tx) => {
    const client = await findClient(tx, clientId);
    if (!client) return notFound();
    const closed = await findClosedMonth(tx, clientId, month);
    const invoice = await findInvoiceOfMonth(tx, clientId, month);
    const { draft, adjustments, oddities } = await countClientMonth(tx, clientId, month);
    return {
      client: { id: client.id, name: client.name },
      month,
      currency: client.currency,
      draft: closed ? { month, totalMinor: closed.totalMinor, lines: [...closed.lines] } : draft,
      state: invoice?.state ?? (closed ? "closed" : "draft"),
      oddities: closed ? [] : oddities,
      typeNames: closed ? {} : await findHeldNames(tx, clientId),
      adjustments: closed ? [] : adjustments,
      invoice: invoice && shown(invoice),
      otherVat:
        closed && (!invoice || invoice.state === "void") ? await findOtherVat(tx, closed, client.id) : null,
      openMinor: invoice ? await openMinorOf(tx, invoice) : 0,
      collection: invoice && (await showCollection(tx, invoice, client.zone)),
      openCorrectionMinor: closed
        ? (await findOpenCorrections(tx, clientId, month)).reduce(
            (sum, { amountMinor }) => sum + amountMinor,
            0,
          )
        : 0,
      credits: (await listCreditNotes(tx, clientId, month)).map(
        ({ id, number, pdf, grossMinor, reason, state: stands }) => ({
          id,
          number,
          pdf,
          grossMinor,
          reason,
          state: stands,
        }),
      ),
      isOver: lastDayOf(month) < today,
      mayHandle: may(scope, billingAccess.handleMoney),
      mayTestStripe: may(scope, billingAccess.testStripe),
    };
  });
}

async function findOtherVat(
  tx: Tx,
  closed: ClosedMonth,
  clientId: string,
): Promise<ClientRunPage["otherVat"]> {
  const parties = { buyer: await findBuyer(tx, clientId), seller: await findSeller(tx) };
  const vat = await findMonthVat(tx, parties, closed);
  return "earlier" in vat && vat.earlier ? { now: vat.now, then: vat.earlier } : null;
}

function shown(invoice: MonthInvoice) {
  const { id, number, url, pdf, netMinor, vatMinor, grossMinor, vatKind, vatRateBp, failure } = invoice;
  return { id, number, url, pdf, netMinor, vatMinor, grossMinor, vatKind, vatRateBp, failure };
}
