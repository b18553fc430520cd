import { z } from "zod";

import { parseAmount } from "#app/contracts/rules/amount.ts";
import { isDay } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const amount = z.string().transform((typed, context) => {
  const minor = parseAmount(typed);
  if (minor !== null) return minor;
  context.addIssue({ code: "custom", message: m.contracts_amount_wrong(), input: typed });
  return z.NEVER;
});

/** What a client's contract says; the price is typed as people write amounts. */
export const contractForm = z.object({
  intent: z.literal("contract"),
  name: z.string().trim().min(1).max(120),
  seats: z.int().min(0).max(10_000),
  seatPriceMinor: amount,
  startsOn: z.string().refine(isDay, { error: () => m.contracts_day_wrong() }),
});
