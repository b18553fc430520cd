import { z } from "zod";

import { billedLine, sizeWord, vatLabel } from "#app/billing/words.ts";
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
    vatKind: z.enum(["standard", "reverse_charge", "outside_eu"]),
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
