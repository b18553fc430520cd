import { openOf } from "#app/billing/rules/collection.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type {
  MonthCreditNoteUncheckedCreateInput,
  MonthCreditNoteUncheckedUpdateManyInput,
} from "#app/platform/generated/prisma/models.ts";

import type { MonthInvoice } from "./month-invoice.ts";

export type CreditNote = Awaited<ReturnType<Tx["monthCreditNote"]["findMany"]>>[number];
type Key = Pick<CreditNote, "clientId" | "id">;

/** One credit note of a client; null when there is none in sight. */
export function findCreditNote(tx: Tx, clientId: string, id: string): Promise<CreditNote | null> {
  return tx.monthCreditNote.findUnique({ where: { clientId_id: { clientId, id } } });
}

/** The credit notes of a client's month, oldest first. */
export function listCreditNotes(tx: Tx, clientId: string, month: string): Promise<CreditNote[]> {
  return tx.monthCreditNote.findMany({ where: { clientId, month }, orderBy: { askedAt: "asc" } });
}

/** What of an invoice of a month is credited or asked to be, VAT included, in minor units. */
export async function creditedMinor(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
): Promise<number> {
  const { _sum } = await tx.monthCreditNote.aggregate({
    where: { clientId, invoiceId: id, state: { not: "refused" } },
    _sum: { grossMinor: true },
  });
  return _sum.grossMinor ?? 0;
}

/** Tells whether a credit note of an invoice was asked for that Stripe has not made yet. */
export async function isCreditAsked(tx: Tx, { clientId, id }: Key): Promise<boolean> {
  return (await tx.monthCreditNote.count({ where: { clientId, invoiceId: id, state: "asked" } })) > 0;
}

/** What is still to be paid of a month's invoice by `openOf`, VAT included, in minor units: its credit notes that are out come off. */
export async function openMinorOf(tx: Tx, invoice: MonthInvoice): Promise<number> {
  const { clientId, id } = invoice;
  const { _sum } = await tx.monthCreditNote.aggregate({
    where: { clientId, invoiceId: id, state: "issued" },
    _sum: { grossMinor: true },
  });
  return openOf(invoice, _sum.grossMinor ?? 0);
}

/** Appends a credit note that was asked for. */
export async function appendCreditNote(
  tx: Tx,
  given: Omit<MonthCreditNoteUncheckedCreateInput, "askedAt" | "updatedAt">,
): Promise<void> {
  await tx.monthCreditNote.create({ data: { ...given, askedAt: now(), updatedAt: now() } });
}

/** Writes what is learnt of a credit note that was asked for; false when it has moved on meanwhile. */
export async function noteOnCreditNote(
  tx: Tx,
  { clientId, id }: Key,
  data: MonthCreditNoteUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.monthCreditNote.updateMany({
    where: { clientId, id, state: "asked" },
    data: { ...data, updatedAt: now() },
  });
  return count === 1;
}

/** The credit notes that were asked for before an instant and are not out yet. */
export function listWaitingCreditNotes(tx: Tx, before: Date): Promise<Key[]> {
  return tx.monthCreditNote.findMany({
    where: { state: "asked", updatedAt: { lt: before } },
    select: { clientId: true, id: true },
    orderBy: { updatedAt: "asc" },
    take: 200,
  });
}
