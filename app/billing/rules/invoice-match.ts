import { isEuCountry, type VatKind } from "#app/clients/rules/vat.ts";

/** The parts of an invoice that its order decides. */
export const invoiceParts = [
  "currency",
  "total",
  "vat",
  "name",
  "address",
  "vat-number",
  "reverse-charge",
] as const;
export type InvoicePart = (typeof invoiceParts)[number];

/** Tells whether a text names such a part. */
export function isInvoicePart(text: string): text is InvoicePart {
  return invoiceParts.some((part) => part === text);
}

/** What an order agreed on that its invoice must say; minor units. */
export type Agreed = {
  currency: string;
  grossMinor: number;
  vatMinor: number;
  vatKind: VatKind;
  vatNumber: string | null;
  billedTo: { legalName: string; addressLine: string; postalCode: string; city: string; country: string };
};

/** What a finalised invoice says, in Stripe's words; minor units. `vatNumbers` are those of EU member states. */
export type InvoiceSays = {
  currency: string;
  totalMinor: number;
  vatMinor: number;
  name: string | null;
  line1: string | null;
  postalCode: string | null;
  city: string | null;
  country: string | null;
  vatNumbers: string[];
  isReverseCharge: boolean;
};

/** The VAT number that an invoice of this buyer bears at Stripe; null outside the EU, where Stripe isn't given one. */
export function vatNumberOnInvoice({
  vatNumber,
  billedTo,
}: Pick<Agreed, "vatNumber"> & { billedTo: Pick<Agreed["billedTo"], "country"> }): string | null {
  return vatNumber && isEuCountry(billedTo.country) ? vatNumber : null;
}

/** Names what an invoice says differently from its order; spaces and capitals of texts don't count. */
export function invoiceDifferences(order: Agreed, invoice: InvoiceSays): InvoicePart[] {
  const { billedTo } = order;
  const number = vatNumberOnInvoice(order);
  const checks: Record<InvoicePart, boolean> = {
    currency: isSame(order.currency, invoice.currency),
    total: order.grossMinor === invoice.totalMinor,
    vat: order.vatMinor === invoice.vatMinor,
    name: isSame(billedTo.legalName, invoice.name),
    address:
      isSame(billedTo.addressLine, invoice.line1) &&
      isSame(billedTo.postalCode, invoice.postalCode) &&
      isSame(billedTo.city, invoice.city) &&
      isSame(billedTo.country, invoice.country),
    "vat-number":
      number === null
        ? invoice.vatNumbers.length === 0
        : invoice.vatNumbers.length === 1 && invoice.vatNumbers[0] === number,
    "reverse-charge": (order.vatKind === "reverse_charge") === invoice.isReverseCharge,
  };
  return invoiceParts.filter((part) => !checks[part]);
}

function isSame(one: string, other: string | null): boolean {
  return plain(one) === plain(other ?? "");
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}
