import { collectFailures, collections, type Collection } from "#app/billing/rules/collection.ts";
import { billedColumns } from "#app/billing/store.server.ts";
import type { Buyer } from "#app/clients/parties-store.server.ts";
import { vatKinds } from "#app/clients/rules/vat.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { MonthInvoiceUncheckedUpdateManyInput } from "#app/platform/generated/prisma/models.ts";

import { monthInvoiceStates, type MonthInvoice, type MonthInvoiceState } from "./month-invoice.ts";

type Row = Awaited<ReturnType<Tx["monthInvoice"]["findMany"]>>[number];

function toInvoice(row: Row): MonthInvoice {
  const state = monthInvoiceStates.find((one) => one === row.state);
  const vatKind = vatKinds.find((one) => one === row.vatKind);
  if (!state || !vatKind) throw new Error(`the invoice ${row.id} has an unknown state or VAT`);
  return {
    id: row.id,
    clientId: row.clientId,
    month: row.month,
    currency: row.currency,
    netMinor: row.netMinor,
    vatKind,
    vatRateBp: row.vatRateBp,
    vatMinor: row.vatMinor,
    grossMinor: row.grossMinor,
    vatNumber: row.vatNumber,
    billedTo: {
      name: row.billedName,
      legalName: row.billedLegalName,
      addressLine: row.billedAddressLine,
      postalCode: row.billedPostalCode,
      city: row.billedCity,
      country: row.billedCountry,
      email: row.billedEmail,
    },
    state,
    attempt: row.attempt,
    failure: row.failure,
    stripeId: row.stripeInvoice,
    number: row.invoiceNumber,
    url: row.invoiceUrl,
    pdf: row.invoicePdf,
    paidMinor: row.paidMinor,
    dueAt: row.dueAt,
    paidAt: row.paidAt,
    askedAt: row.askedAt,
    overdueAt: row.overdueAt,
    collection: collections.find((one) => one === row.collection) ?? null,
    collectAt: row.collectAt,
    collectMethod: row.collectMethod,
    collectFailure: collectFailures.find((one) => one === row.collectFailure) ?? null,
    dispute: row.dispute,
  };
}

/** One invoice of a client; null when there is none in sight. */
export async function findMonthInvoice(tx: Tx, clientId: string, id: string): Promise<MonthInvoice | null> {
  const row = await tx.monthInvoice.findUnique({ where: { clientId_id: { clientId, id } } });
  return row && toInvoice(row);
}

/** The invoice of a client's month, of several the latest: all before it are void. Null while none was asked for. */
export async function findInvoiceOfMonth(
  tx: Tx,
  clientId: string,
  month: string,
): Promise<MonthInvoice | null> {
  const row = await tx.monthInvoice.findFirst({
    where: { clientId, month },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
  });
  return row && toInvoice(row);
}

/** A client's invoices, newest month first. */
export async function listMonthInvoices(tx: Tx, clientId: string): Promise<MonthInvoice[]> {
  const rows = await tx.monthInvoice.findMany({ where: { clientId }, orderBy: { month: "desc" } });
  return rows.map(toInvoice);
}

/** The invoices of all clients for a month, oldest first. */
export async function listInvoicesOf(tx: Tx, month: string): Promise<MonthInvoice[]> {
  return (await tx.monthInvoice.findMany({ where: { month }, orderBy: { askedAt: "asc" } })).map(toInvoice);
}

/** Locks an invoice until the transaction ends, and answers it. */
export async function lockMonthInvoice(tx: Tx, clientId: string, id: string): Promise<MonthInvoice | null> {
  await tx.$queryRaw`select from month_invoice where client_id = ${clientId}::uuid and id = ${id}::uuid for update`;
  return findMonthInvoice(tx, clientId, id);
}

/** Notes on a locked invoice that the answer of this look at Stripe (`numberLook`) is being applied; false when a newer look's was. */
export async function takeMonthLook(
  tx: Tx,
  { clientId, id }: Pick<MonthInvoice, "clientId" | "id">,
  look: bigint,
): Promise<boolean> {
  const { count } = await tx.monthInvoice.updateMany({
    where: { clientId, id, look: { lt: look } },
    data: { look },
  });
  return count === 1;
}

type Amounts = Pick<MonthInvoice, "netMinor" | "vatKind" | "vatRateBp" | "vatMinor" | "grossMinor">;

/** Appends the invoice of a closed month for its buyer; throws where the month has one. */
export async function appendMonthInvoice(
  tx: Tx,
  buyer: Buyer,
  given: Amounts & { month: string; askedBy: string; collection: Collection | null },
): Promise<MonthInvoice> {
  const { clientId, currency, vatNumber } = buyer;
  const at = now();
  const row = await tx.monthInvoice.create({
    data: { ...given, clientId, currency, vatNumber, ...billedColumns(buyer), askedAt: at, updatedAt: at },
  });
  return toInvoice(row);
}

type Key = Pick<MonthInvoice, "clientId" | "id">;

/** Writes what is learnt of an invoice. */
export async function noteOnMonthInvoice(
  tx: Tx,
  { clientId, id }: Key,
  data: MonthInvoiceUncheckedUpdateManyInput,
): Promise<void> {
  await tx.monthInvoice.updateMany({ where: { clientId, id }, data: { ...data, updatedAt: now() } });
}

/** Moves an invoice on from the states that it may come from; false when it has moved on meanwhile. */
export async function moveMonthInvoice(
  tx: Tx,
  { clientId, id }: Key,
  from: readonly MonthInvoiceState[],
  data: MonthInvoiceUncheckedUpdateManyInput & { state: MonthInvoiceState },
): Promise<boolean> {
  const { count } = await tx.monthInvoice.updateMany({
    where: { clientId, id, state: { in: [...from] } },
    data: { ...data, updatedAt: now() },
  });
  return count === 1;
}

/** Moves an open invoice's collection on from where it may come from; false when it has moved on meanwhile. */
export async function moveCollection(
  tx: Tx,
  { clientId, id }: Key,
  from: readonly Collection[],
  data: MonthInvoiceUncheckedUpdateManyInput & { collection: Collection | null },
): Promise<boolean> {
  const { count } = await tx.monthInvoice.updateMany({
    where: { clientId, id, state: "open", collection: { in: [...from] } },
    data: { ...data, updatedAt: now() },
  });
  return count === 1;
}

/** Plans an open invoice's debit again for its day, where nothing collects it; `dueAt` is the one that it had then. */
export async function putPlanBack(tx: Tx, { clientId, id }: Key, dueAt: Date | null): Promise<void> {
  await tx.monthInvoice.updateMany({
    where: { clientId, id, state: "open", collection: null },
    data: { collection: "planned", dueAt, updatedAt: now() },
  });
}

/** The open invoices whose day to be collected has come, the oldest first. */
export function listToCollect(tx: Tx, at: Date): Promise<Key[]> {
  return tx.monthInvoice.findMany({
    where: { state: "open", collection: { in: ["planned", "charging"] }, collectAt: { lte: at } },
    select: { clientId: true, id: true },
    orderBy: { collectAt: "asc" },
    take: 500,
  });
}

/** The open invoices whose debit is under way and that nothing was learnt of since an instant, the oldest first. */
export function listUnheardDebits(tx: Tx, since: Date): Promise<Key[]> {
  return tx.monthInvoice.findMany({
    where: { state: "open", collection: "processing", updatedAt: { lt: since } },
    select: { clientId: true, id: true },
    orderBy: { updatedAt: "asc" },
    take: 500,
  });
}

/** The next try at Stripe, under keys of its own; counts once an attempt. */
export async function nextMonthAttempt(
  tx: Tx,
  { clientId, id, attempt }: Key & Pick<MonthInvoice, "attempt">,
): Promise<void> {
  await tx.monthInvoice.updateMany({
    where: { clientId, id, state: "asked", attempt },
    data: { attempt: attempt + 1, stripeInvoice: null, updatedAt: now() },
  });
}

/** The invoices that were asked for before an instant and are not out yet. */
export function listWaiting(tx: Tx, before: Date): Promise<Key[]> {
  return tx.monthInvoice.findMany({
    where: { state: "asked", updatedAt: { lt: before } },
    select: { clientId: true, id: true },
    orderBy: { updatedAt: "asc" },
    take: 200,
  });
}

/** The open invoices that were due before an instant and that nobody was reminded of. */
export function listOverdue(tx: Tx, before: Date): Promise<Key[]> {
  return tx.monthInvoice.findMany({
    where: { state: "open", overdueAt: null, dueAt: { lt: before } },
    select: { clientId: true, id: true },
    orderBy: { dueAt: "asc" },
  });
}
