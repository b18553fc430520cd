import { listAgreedWays } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { collectableBy, type CollectFailure, type Collection } from "#app/billing/rules/collection.ts";
import { findMethodById } from "#app/billing/topup/method-store.server.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { MonthInvoice } from "./month-invoice.ts";

/** How an invoice is collected, as people see it; the day is the earliest on which the bank or card is charged. */
export type ShownCollection = {
  collection: Collection;
  on: Day | null;
  method: { type: string; last4: string } | null;
  failure: CollectFailure | null;
};

/** The contracts whose lines a client's closed month has. */
async function contractsOfMonth(tx: Tx, clientId: string, month: string): Promise<string[]> {
  const lines = (await findClosedMonth(tx, clientId, month))?.lines ?? [];
  return [...new Set(lines.flatMap(({ contractId }) => (contractId === null ? [] : [contractId])))];
}

/** By which saved way to pay a client's closed month can be collected now, or why by none. */
export async function collectableNow(tx: Tx, { clientId, month }: Pick<MonthInvoice, "clientId" | "month">) {
  return collectableBy(await listAgreedWays(tx, clientId, await contractsOfMonth(tx, clientId, month)));
}

/** How an invoice is collected; null for one that is sent to be paid. */
export async function showCollection(
  tx: Tx,
  invoice: MonthInvoice,
  zone: string,
): Promise<ShownCollection | null> {
  const { collection, clientId, collectMethod, collectAt, collectFailure } = invoice;
  if (!collection) return null;
  const methodId = collectMethod ?? (await collectableNow(tx, invoice)).methodId;
  const method = methodId === null ? null : await findMethodById(tx, clientId, methodId);
  return {
    collection,
    on: collectAt && dayIn(zone, collectAt),
    method: method && { type: method.type, last4: method.last4 },
    failure: collectFailure,
  };
}
