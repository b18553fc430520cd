import type { InvoicePart } from "./rules/invoice-match.ts";
import type { OrderOrigin, OrderState } from "./rules/order-state.ts";
import type { Day } from "#app/platform/day.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";

/** Whom an order is billed to: the client's details as they were when it was placed. Its invoice keeps them for ever. */
export type BilledTo = {
  name: string;
  legalName: string;
  addressLine: string;
  postalCode: string;
  city: string;
  country: string;
  email: string;
};

/** A bank account that money is sent to, without spaces. */
export type BankAccount = { iban: string; bic: string | null; holder: string };

/** One purchase of a block: what was agreed, and its state. Minutes, minor units, basis points. */
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
  billedTo: BilledTo;
  state: OrderState;
  failure: string | null;
  attempt: number;
  checkoutId: string | null;
  checkoutUrl: string | null;
  paymentIntent: string | null;
  paymentMethod: string | null;
  invoice: { id: string; number: string | null; url: string | null; pdf: string | null } | null;
  /** The parts in which Stripe's invoice differs from the order; empty when it doesn't. */
  invoiceDiffers: InvoicePart[];
  termsVersion: string;
  termsAcceptedAt: Date;
  createdAt: Date;
  updatedAt: Date;
  paidAt: Date | null;
  origin: OrderOrigin;
  /** Paid to the MSP's own account without Stripe: a person notes the money, and its invoice comes from the MSP's own bookkeeping. */
  byHand: boolean;
  /** The day on which the money came to the MSP's own account, as a person noted it. */
  receivedOn: Day | null;
  /** Its hours are given before its invoice is paid. */
  onTrust: boolean;
  /** The bank account that its invoice is to be paid to; null where Stripe gives none. */
  bank: BankAccount | null;
  /** When the invoice for a bank transfer falls due; null for other orders. */
  dueAt: Date | null;
  /** How much of the invoice is paid so far. */
  paidMinor: number;
  /** When the client was reminded that the invoice is overdue. */
  overdueAt: Date | null;
  /** For an overage invoice, the month (`2026-10`) whose unpaid work it charges, with earlier work; null for a purchase. */
  coversMonth: string | null;
  /** The block that the ledger holds for it; null until its hours are credited. */
  lotId: number | null;
};

/** Tells whether two orders have the same buyer's details and the same VAT case, so that one customer at Stripe serves both. */
export function isBilledAlike(one: Order, other: Order): boolean {
  const facts = ({ billedTo, vatNumber, vatKind }: Order): string =>
    JSON.stringify([
      billedTo.legalName,
      billedTo.addressLine,
      billedTo.postalCode,
      billedTo.city,
      billedTo.country,
      billedTo.email,
      vatNumber,
      vatKind,
    ]);
  return facts(one) === facts(other);
}

/** The facts of an order for its letters. */
export function letterOrder(order: Order) {
  const { number, minutes, netMinor, vatMinor, vatKind, vatRateBp, grossMinor, currency, vatNumber } = order;
  const { legalName, addressLine, postalCode, city, country } = order.billedTo;
  return {
    number,
    minutes,
    netMinor,
    vatMinor,
    vatKind,
    vatRateBp,
    grossMinor,
    currency,
    billedTo: { legalName, addressLine, postalCode, city, country, vatNumber },
  };
}

/** Filters of the list of all orders: all, waiting for money, paid. */
export const orderFilters = ["all", "open", "paid"] as const;
export type OrderFilter = (typeof orderFilters)[number];
