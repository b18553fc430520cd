import type Stripe from "stripe";

import type { Order } from "#app/billing/order.ts";

/** Days that an invoice gives to be paid in. */
export const daysUntilDue = 14;

// Countries in which Stripe gives a customer an IBAN to pay to; a SEPA transfer reaches it from all of them.
const bankCountries = ["BE", "DE", "ES", "FR", "IE", "NL"];

/** The kind of bank account that a seller's customers pay to. */
export function euTransfer(sellerCountry: string) {
  const country = bankCountries.includes(sellerCountry) ? sellerCountry : "NL";
  return { type: "eu_bank_transfer" as const, eu_bank_transfer: { country } };
}

/** An invoice that is sent and paid by bank transfer within 14 days: to a customer's own IBAN in euro; other currencies are paid as Stripe's dashboard says. */
export function bySepa(
  { currency }: Pick<Order, "currency">,
  seller: { country: string },
): Pick<Stripe.InvoiceCreateParams, "collection_method" | "days_until_due" | "payment_settings"> {
  const transfer = { funding_type: "bank_transfer", bank_transfer: euTransfer(seller.country) } as const;
  return {
    collection_method: "send_invoice",
    days_until_due: daysUntilDue,
    ...(currency === "EUR"
      ? {
          payment_settings: {
            payment_method_types: ["customer_balance"],
            payment_method_options: { customer_balance: transfer },
          },
        }
      : {}),
  };
}

/** The same, and by iDEAL, card or SEPA debit on the invoice's page where the currency is the euro. */
export function byAnyWay(
  invoice: Pick<Order, "currency">,
  seller: { country: string },
): ReturnType<typeof bySepa> {
  const { payment_settings: settings, ...sent } = bySepa(invoice, seller);
  if (!settings) return sent;
  return {
    ...sent,
    payment_settings: {
      ...settings,
      payment_method_types: ["customer_balance", "ideal", "card", "sepa_debit"],
    },
  };
}
