import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, dayField, quantityField } from "#app/platform/typed/fields.ts";

/** What a client's contract says; the price is typed as people write amounts. */
export const contractForm = z.object({
  intent: z.literal("contract"),
  name: z.string().trim().min(1).max(120),
  seats: quantityField({ most: 10_000 }),
  seatPriceMinor: amountField({ most: 999_999_999, wrong: m.contracts_amount_wrong }),
  startsOn: dayField({ wrong: m.contracts_day_wrong }),
});
