import { z } from "zod";

import { sizeWord, vatLabel } from "#app/billing/words.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What every letter about an order holds; minutes, minor units, basis points. */
export const orderLetter = z.object({
  name: z.string(),
  mspName: z.string(),
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
  }),
});

/** The lines of a bill: the block, the VAT, the total. */
export function orderRows(
  order: z.infer<typeof orderLetter>["order"],
): { term: string; value: string; strong?: boolean }[] {
  return [
    { term: sizeWord(order.minutes), value: formatMoney(order.netMinor, order.currency) },
    { term: vatLabel(order), value: formatMoney(order.vatMinor, order.currency) },
    { term: m.billing_total(), value: formatMoney(order.grossMinor, order.currency), strong: true },
  ];
}

/** For the previews. */
export const exampleOrder = {
  name: "Petra Jansen",
  mspName: "Helder IT",
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
  },
} satisfies z.infer<typeof orderLetter>;
