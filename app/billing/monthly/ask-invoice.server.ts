import { missingDetails, waitsForVat } from "#app/billing/quote.server.ts";
import { withLockedParties, type Parties } from "#app/clients/check-vat-number.server.ts";
import { decideVat, schemeOn } from "#app/clients/rules/vat.ts";
import {
  closeMonthInside,
  vatOfClosed,
  type InvoiceVat,
  type MonthRefusal,
} from "#app/contracts/close-month.server.ts";
import { leastInvoiceMinor, type ClosedMonth } from "#app/contracts/rules/draft.ts";
import { lastDayOf, type Month } from "#app/contracts/rules/month.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { atRate } from "#app/platform/money.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { keepCreditLeft } from "./credit-left.server.ts";
import { collectableNow } from "./collection-page.server.ts";
import { listCreditNotes } from "./credit-note-store.server.ts";
import { issueMonth } from "./issue-month.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import {
  appendMonthInvoice,
  findInvoiceOfMonth,
  listMonthInvoices,
  listWaiting,
} from "./month-invoice-store.server.ts";

export type RunRefusal =
  | MonthRefusal
  | "vat-since-closing"
  | "not-closed"
  | "details-missing"
  | "vat-waits"
  | "too-small"
  | "void-credited";

/** Closes a month of a client: from now on it is what it is. `seenMinor` is the total that was read. Done twice, it is done once. */
export function closeMonth(
  scope: StaffScope,
  asked: { clientId: string; month: Month; seenMinor: number | null },
): Promise<Result<{ totalMinor: number }, RunRefusal>> {
  return withLockedParties(scope, asked.clientId, async (tx, parties) => {
    const { currency, zone } = parties.buyer;
    const vat = await vatOf(tx, parties, asked.month);
    const closed = await closeMonthInside(tx, scope, { ...asked, currency, zone, vat });
    if (closed.ok) await keepCreditLeft(tx, asked, { totalMinor: closed.value.totalMinor, currency });
    return closed;
  });
}

/** The VAT with which a closed month of a client is invoiced, and with which it would be now. */
export async function findMonthVat(tx: Tx, parties: Parties, closed: ClosedMonth) {
  const vat = await vatOf(tx, parties, closed.month);
  const { clientId } = parties.buyer;
  const found = await vatOfClosed(tx, { clientId, month: closed.month, vat }, closed.lines);
  return { now: vat.present, ...found };
}

/** The VAT that a month's invoice of this client bears now (by the seller's scheme of the month's last day), and that of its months' invoices that are open or paid. */
async function vatOf(tx: Tx, { buyer, seller }: Parties, month: Month): Promise<InvoiceVat> {
  const invoices = (await listMonthInvoices(tx, buyer.clientId)).filter(
    ({ state }) => state === "open" || state === "paid",
  );
  return {
    present: decideVat(
      { ...seller, vatScheme: schemeOn(seller, lastDayOf(month)) },
      buyer.country,
      buyer.vatStatus,
    ),
    invoiced: new Map(
      invoices.map(({ month, vatKind, vatRateBp }) => [month, { kind: vatKind, rateBp: vatRateBp }]),
    ),
  };
}

/**
 * Asks for the invoice of a closed month, once a client and month, and has Stripe make it while somebody waits; where Stripe gives no answer, a job goes on.
 * A month that gives back other VAT than its client has now goes out with the VAT of its closing where `earlierVat` says so, and else not.
 */
export async function askMonthInvoice(
  scope: StaffScope,
  { clientId, month, earlierVat = false }: { clientId: string; month: Month; earlierVat?: boolean },
): Promise<Result<MonthInvoice, RunRefusal>> {
  const asked = await withLockedParties(
    scope,
    clientId,
    async (tx, parties): Promise<Result<MonthInvoice, RunRefusal>> => {
      const known = await findInvoiceOfMonth(tx, clientId, month);
      // A void invoice stays as it was; the month gets another.
      if (known && known.state !== "void") return ok(known);
      // What was credited of a void one would be invoiced again.
      if (known && (await listCreditNotes(tx, clientId, month)).some(({ state }) => state !== "refused"))
        return refuse("void-credited");
      const closed = await findClosedMonth(tx, clientId, month);
      if (!closed) return refuse("not-closed");
      if (closed.totalMinor < leastInvoiceMinor(parties.buyer.currency)) return refuse("too-small");
      if (missingDetails(parties).length > 0) return refuse("details-missing");
      if (waitsForVat(parties)) return refuse("vat-waits");
      const vats = await findMonthVat(tx, parties, closed);
      const vat = "present" in vats ? vats.present : earlierVat ? vats.earlier : null;
      if (!vat) return refuse("vat-since-closing");
      const amounts = amountsOf(closed, vat.rateBp);
      const invoice = await appendMonthInvoice(tx, parties.buyer, {
        ...amounts,
        vatKind: vat.kind,
        vatRateBp: vat.rateBp,
        month,
        askedBy: scope.userId,
        collection: (await collectableNow(tx, { clientId, month })).methodId === null ? null : "planned",
      });
      await askToIssue(tx, invoice);
      await appendAudit(tx, scope, {
        action: "contract.invoice-asked",
        target: `client:${clientId}`,
        clientId,
        detail: { month, grossMinor: invoice.grossMinor, vatKind: vat.kind },
      });
      return ok(invoice);
    },
  );
  if (asked.ok && asked.value.state === "asked") await issueMonth(clientId, asked.value.id);
  return asked;
}

/** What a closed month's invoice amounts to: VAT is rounded by line, as Stripe rounds it. */
export function amountsOf({ lines }: Pick<ClosedMonth, "lines">, rateBp: number) {
  const netMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const vatMinor = lines.reduce((sum, { amountMinor }) => sum + atRate(amountMinor, rateBp), 0);
  return { netMinor, vatMinor, grossMinor: netMinor + vatMinor };
}

/** A crash between the request and Stripe's answer leaves this job behind. */
function askToIssue(tx: Tx, { clientId, id }: Pick<MonthInvoice, "clientId" | "id">): Promise<void> {
  return enqueue(
    tx,
    "billing.issue-month",
    { clientId, invoiceId: id },
    { key: `issue-month:${id}`, runAt: new Date(now().getTime() + 30_000) },
  );
}

/** Goes on with every invoice that was asked for and is not out after ten minutes. */
export async function issueWaiting(): Promise<void> {
  const waiting = await asSystem((tx) => listWaiting(tx, new Date(now().getTime() - 600_000)));
  await eachInTurn(waiting, ({ clientId, id }) => issueMonth(clientId, id).then(() => undefined), {
    says: "a month's invoice could not be made",
    facts: ({ clientId, id }) => ({ client: clientId, invoice: id }),
  });
}
