import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField } from "#app/platform/typed/fields.ts";

import { isMonth, type Month } from "./rules/month.ts";

const amount = amountField({ least: 0, most: 999_999, wrong: m.contracts_amount_wrong });

/** What the MSP's own work costs it, as the owner types it. */
export const workCostsForm = z.object({
  intent: z.literal("costs"),
  hourMinor: amount,
  requestMinor: amount,
  correctionMinor: amount,
});

/** The month that an address names; null for none, and for what is no month. */
export function monthAsked(request: Request): Month | null {
  const asked = new URL(request.url).searchParams.get("month");
  return asked !== null && isMonth(asked) ? asked : null;
}
