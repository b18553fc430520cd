import { z } from "zod";

import { groupedIban } from "#app/billing/rules/epc-code.ts";
import { billedLine, sizeWord, vatLabel } from "#app/billing/words.ts";
import { vatKinds } from "#app/clients/rules/vat.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What every letter about an order holds; minutes, minor units, basis points. */
export const orderLetter = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  url: z.url(),
  order: z.object({
    number: z.int(),
    minutes: z.int(),
    netMinor: z.int(),
    vatMinor: z.int(),
    vatKind: z.enum(vatKinds),
    vatRateBp: z.int(),
    grossMinor: z.int(),
    currency: z.string(),
    // null in letters that were queued before orders kept it
    billedTo: z
      .object({
        legalName: z.string(),
        addressLine: z.string(),
        postalCode: z.string(),
        city: z.string(),
        country: z.string(),
        vatNumber: z.string().nullable(),
      })
      .nullable()
      .default(null),
  }),
});

/** Whereto an invoice is paid by bank; null in letters that were queued before it was known, and where Stripe gives no account. */
export const transferFacts = z
  .object({
    iban: z.string(),
    bic: z.string().nullable(),
    holder: z.string(),
    amountMinor: z.int(),
    reference: z.string(),
  })
  .nullable()
  .default(null);

/** The lines of a transfer, as somebody types them at a bank. */
export function transferRows(
  transfer: z.infer<typeof transferFacts>,
  currency: string,
): { term: string; value: string; strong?: boolean }[] {
  if (!transfer) return [];
  return [
    { term: m.billing_bank_holder(), value: transfer.holder },
    { term: m.billing_bank_iban(), value: groupedIban(transfer.iban) },
    ...(transfer.bic ? [{ term: m.billing_bank_bic(), value: transfer.bic }] : []),
    { term: m.billing_bank_amount(), value: formatMoney(transfer.amountMinor, currency) },
    { term: m.billing_bank_reference(), value: transfer.reference, strong: true },
  ];
}

/** For the previews. */
export const exampleTransfer = {
  iban: "NL91ABNA0417164300",
  bic: "ABNANL2A",
  holder: "Helder IT B.V.",
  amountMinor: 114_950,
  reference: "TEG-0042",
};

/** The lines of a bill: the block, the VAT, the total, and whom it is made out to. */
export function orderRows(
  order: z.infer<typeof orderLetter>["order"],
): { term: string; value: string; strong?: boolean }[] {
  return [
    { term: sizeWord(order.minutes), value: formatMoney(order.netMinor, order.currency) },
    { term: vatLabel(order), value: formatMoney(order.vatMinor, order.currency) },
    { term: m.billing_total(), value: formatMoney(order.grossMinor, order.currency), strong: true },
    ...(order.billedTo ? [{ term: m.billing_billed_to(), value: billedLine(order.billedTo) }] : []),
  ];
}

/** For the previews. */
export const exampleOrder = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  url: "https://portal.example/orders/1",
  order: {
    number: 1042,
    minutes: 600,
    netMinor: 95_000,
    vatMinor: 19_950,
    vatKind: "standard",
    vatRateBp: 2100,
    grossMinor: 114_950,
    currency: "EUR",
    billedTo: {
      legalName: "Bakkerij Jansen B.V.",
      addressLine: "Dorpsstraat 1",
      postalCode: "3511 AB",
      city: "Utrecht",
      country: "NL",
      vatNumber: "NL123456782B90",
    },
  },
} satisfies z.infer<typeof orderLetter>;
