import type { VatKind } from "#app/clients/rules/vat.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** Why an invoice bears no VAT, as the law asks it to say, in the buyer's language; null where it bears VAT. */
export function vatNote(kind: VatKind, sellerCountry: string, locale: Locale): string | null {
  const words = { locale };
  switch (kind) {
    case "standard":
      return null;
    case "reverse_charge":
      return m.billing_invoice_reverse_charge({}, words);
    case "outside_eu":
      return m.billing_invoice_outside_eu({}, words);
    case "small_business":
      return smallBusinessNote(sellerCountry, locale);
  }
}

function smallBusinessNote(sellerCountry: string, locale: Locale): string {
  const words = { locale };
  if (sellerCountry === "NL") return m.billing_invoice_small_business_nl({}, words);
  if (sellerCountry === "DE") return m.billing_invoice_small_business_de({}, words);
  return m.billing_invoice_small_business({}, words);
}
