import type Stripe from "stripe";

import type { Order } from "#app/billing/order.ts";

/** Days that an invoice gives to be paid in. */
const daysUntilDue = 14;

// Countries in which Stripe gives a customer an IBAN to pay to; a SEPA transfer reaches it from all of them.
const bankCountries = ["BE", "DE", "ES", "FR", "IE", "NL"];

/** An invoice that is sent and paid by bank transfer within 14 days: to a customer's own IBAN in euro; other currencies are paid as Stripe's dashboard says. */
export function bySepa(
  { currency }: Pick<Order, "currency">,
  seller: { country: string },
): Pick<Stripe.InvoiceCreateParams, "collection_method" | "days_until_due" | "payment_settings"> {
  const country = bankCountries.includes(seller.country) ? seller.country : "NL";
  const transfer = {
    funding_type: "bank_transfer",
    bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country } },
  } as const;
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
