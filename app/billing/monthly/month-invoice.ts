import type { BilledTo } from "#app/billing/order.ts";
import type { CollectFailure, Collection } from "#app/billing/rules/collection.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";

/** How a month's invoice stands: asked for and on its way to Stripe, open, and how it ended. */
export const monthInvoiceStates = ["asked", "open", "paid", "void", "written_off"] as const;
export type MonthInvoiceState = (typeof monthInvoiceStates)[number];

/** The invoice of a client's closed month. Minor units, basis points. */
export type MonthInvoice = {
  id: string;
  clientId: string;
  month: string;
  currency: string;
  netMinor: number;
  vatKind: VatKind;
  vatRateBp: number;
  vatMinor: number;
  grossMinor: number;
  vatNumber: string | null;
  billedTo: BilledTo;
  state: MonthInvoiceState;
  attempt: number;
  failure: string | null;
  stripeId: string | null;
  number: string | null;
  url: string | null;
  pdf: string | null;
  paidMinor: number;
  dueAt: Date | null;
  paidAt: Date | null;
  askedAt: Date;
  overdueAt: Date | null;
  /** How it is collected by the client's mandate; null where it is sent to be paid. */
  collection: Collection | null;
  collectAt: Date | null;
  /** The saved way to pay that is charged, once it is. */
  collectMethod: string | null;
  collectFailure: CollectFailure | null;
  /** Stripe's id of the latest dispute by which a bank took the payment back; null while none did. */
  dispute: string | null;
};
