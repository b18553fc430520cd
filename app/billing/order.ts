import type { OrderOrigin, OrderState } from "./rules/order-state.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";

/** One purchase of a block: what was agreed, and how it stands. Minutes, minor units, basis points. */
export type Order = {
  id: string;
  clientId: string;
  number: number;
  buyerId: string;
  hourBlockId: string | null;
  minutes: number;
  pricePerHourMinor: number;
  validMonths: number;
  currency: string;
  netMinor: number;
  vatKind: VatKind;
  vatRateBp: number;
  vatMinor: number;
  grossMinor: number;
  vatNumber: string | null;
  state: OrderState;
  failure: string | null;
  attempt: number;
  checkoutId: string | null;
  checkoutUrl: string | null;
  paymentIntent: string | null;
  paymentMethod: string | null;
  invoice: { id: string; number: string | null; url: string | null; pdf: string | null } | null;
  termsVersion: string;
  termsAcceptedAt: Date;
  createdAt: Date;
  updatedAt: Date;
  paidAt: Date | null;
  origin: OrderOrigin;
  /** Its hours were given before its invoice was paid. */
  onTrust: boolean;
  /** When the invoice for a bank transfer falls due; null for other orders. */
  dueAt: Date | null;
  /** What came of the invoice so far. */
  paidMinor: number;
  /** When somebody was reminded that the invoice is overdue. */
  overdueAt: Date | null;
  /** The month (`2026-10`) up to whose end the work below zero goes that it invoices; null for what somebody bought. */
  coversMonth: string | null;
  /** The block that the ledger holds for it; null until its hours are credited. */
  lotId: number | null;
};
