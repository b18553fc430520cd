import { createHash } from "node:crypto";

import { lockOverageMinutes } from "#app/hours/ledger.server.ts";
import { askToInvoice, issueInvoice } from "#app/billing/bank-invoice/issue-invoice.server.ts";
import { withLockedParties, type Parties } from "#app/clients/check-vat-number.server.ts";
import type { Order } from "#app/billing/order.ts";
import { listBuyers } from "#app/clients/parties-store.server.ts";
import { listQuotes, missingDetails, waitsForVat, type Quote } from "#app/billing/quote.server.ts";
import { closedMonth, leastOverageMinor, type ClosedMonth } from "#app/billing/rules/overage.ts";
import { priceBlock } from "#app/billing/rules/price.ts";
import { creditHours } from "#app/billing/credit-payment.server.ts";
import { closeOthers, closeTask, openTask } from "#app/billing/reconcile/task-store.server.ts";
import {
  appendOrder,
  billedColumns,
  findOrderByForm,
  nextOrderNumber,
  noteOnOrder,
} from "#app/billing/store.server.ts";
import { findHoursLine } from "#app/contracts/rules/hours-line.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listOverageClients } from "./overage-store.server.ts";

/** Invoices each client that is invoiced for work below zero for what the closed month left; once a client and month. One that fails keeps nobody else waiting. */
export async function invoiceOverages(): Promise<void> {
  const clients = await asSystem(async (tx) => {
    const owing = await listOverageClients(tx);
    await closeOthers(
      tx,
      ["overage-waits"],
      owing.map(({ clientId }) => waiting(clientId)),
    );
    return owing;
  });
  await eachInTurn(clients, ({ clientId }) => invoiceOverage(clientId), {
    says: "work below zero could not be invoiced",
    facts: ({ clientId }) => ({ clientId }),
  });
}

/** Makes the order of a client's unpaid work up to the end of the closed month, then its invoice. The order's hours pay for that work in the transaction that counts it, under the account's lock: no block that is bought meanwhile pays for it too. */
export async function invoiceOverage(clientId: string): Promise<void> {
  const order = await withLockedParties({ kind: "system" }, clientId, (tx, parties) => {
    const closed = closedMonth(dayIn(parties.buyer.zone, now()));
    return closed ? findOrMake(tx, parties, closed) : Promise.resolve(null);
  });
  if (order?.state === "open" && !(await issueInvoice(clientId, order.id)))
    await asSystem((tx) => askToInvoice(tx, order));
}

/** What the task is known by that asks for what an invoice can't do without. */
const waiting = (clientId: string) => ({ kind: "overage-waits" as const, subject: `overage:${clientId}` });

async function findOrMake(tx: Tx, parties: Parties, closed: ClosedMonth): Promise<Order | null> {
  const { clientId } = parties.buyer;
  const formKey = keyOf(clientId, closed.month);
  const known = await findOrderByForm(tx, clientId, formKey);
  if (known) return known;
  // Where a contract has the hours on the month's invoice, that one pays for them.
  const contracts = await listContracts(tx, clientId);
  const isOnMonthInvoice = findHoursLine(contracts, closed.month) !== null;
  const minutes = isOnMonthInvoice ? 0 : await lockOverageMinutes(tx, clientId, closed.lastDay);
  if (minutes === 0) {
    await closeTask(tx, "overage-waits", waiting(clientId).subject);
    return null;
  }
  // The price of an hour is that of the smallest block that the client can buy.
  const [quote] = (await listQuotes(tx, parties)).sort((a, b) => a.block.minutes - b.block.minutes);
  const [buyer] = await listBuyers(tx, clientId);
  if (!quote || !buyer || missingDetails(parties).length > 0 || waitsForVat(parties)) {
    await openTask(tx, {
      ...waiting(clientId),
      clientId,
      detail: {
        month: closed.month,
        amountMinor: quote
          ? priceBlock(minutes, quote.block.pricePerHourMinor, quote.vat.rateBp).grossMinor
          : 0,
        currency: parties.buyer.currency,
      },
    });
    return null;
  }
  await closeTask(tx, "overage-waits", waiting(clientId).subject);
  return write(tx, parties, { minutes, ...closed, formKey, buyerId: buyer.userId, quote });
}

type Work = { minutes: number; month: string; lastDay: Day; formKey: string; buyerId: string; quote: Quote };

async function write(
  tx: Tx,
  { buyer }: Parties,
  { minutes, month, lastDay, formKey, buyerId, quote: { block, vat } }: Work,
): Promise<Order | null> {
  const at = now();
  const price = priceBlock(minutes, block.pricePerHourMinor, vat.rateBp);
  if (price.grossMinor < leastOverageMinor(buyer.currency)) return null;
  const order = await appendOrder(tx, {
    clientId: buyer.clientId,
    number: await nextOrderNumber(tx),
    buyerId,
    formKey,
    hourBlockId: null,
    minutes,
    pricePerHourMinor: block.pricePerHourMinor,
    validMonths: block.validMonths,
    currency: buyer.currency,
    ...price,
    vatKind: vat.kind,
    vatRateBp: vat.rateBp,
    vatNumber: buyer.vatNumber,
    ...billedColumns(buyer),
    vatConsultation: vat.kind === "reverse_charge" ? buyer.vatConsultation : null,
    termsVersion: "overage",
    termsAcceptedAt: at,
    createdAt: at,
    updatedAt: at,
    origin: "overage_invoice",
    onTrust: true,
    coversMonth: month,
  });
  const credit = await creditHours(tx, order, null, order.id, null, lastDay);
  await noteOnOrder(tx, order, at, { lotId: credit.lotId });
  await appendAudit(tx, "system", {
    action: "order.created",
    target: `order:${order.number}`,
    clientId: order.clientId,
    detail: { minutes, grossMinor: order.grossMinor, vatKind: order.vatKind, origin: order.origin, month },
  });
  return order;
}

/** One key a client and month: whoever comes, and however often, it is one order. */
function keyOf(clientId: string, month: string): string {
  const hex = createHash("sha256").update(`overage:${clientId}:${month}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
