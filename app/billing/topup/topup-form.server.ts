import { z } from "zod";

import { readAmount } from "#app/billing/rules/amount-text.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { parseDuration } from "#app/ui/fields/duration.ts";

const minutesTyped = z.string().transform((typed, context) => {
  const minutes = parseDuration(typed, "hours");
  if (minutes !== null && minutes <= 6000) return minutes;
  context.addIssue({ code: "custom", message: m.topup_threshold_wrong(), input: typed });
  return z.NEVER;
});

const mostMinor = 1_000_000_000;

const amountTyped = z
  .string()
  .transform((typed, context) => {
    const minor = readAmount(typed);
    if (minor !== null && minor < mostMinor) return minor;
    context.addIssue({ code: "custom", message: m.topup_max_amount_wrong(), input: typed });
    return z.NEVER;
  })
  .optional();

/** What the page on topping up can send. The price of each block comes along as it was shown; the agreement is only needed where something is bought. */
export const topupForm = z
  .object({
    intent: z.literal("choose"),
    formKey: z.uuid(),
    mode: z.enum(["off", "warn", "invoice", "charge"]),
    threshold: minutesTyped,
    block: z.uuid(),
    seen: z.string().max(2000),
    maxCount: z.coerce.number().int().min(1).max(30),
    maxAmount: amountTyped,
    agree: z.string().optional(),
  })
  .superRefine(({ mode, agree }, context) => {
    if ((mode === "invoice" || mode === "charge") && agree !== "on")
      context.addIssue({ code: "custom", path: ["agree"], message: m.topup_must_agree(), input: agree });
  });
export type TopupForm = z.output<typeof topupForm>;

/** What the block cost that was chosen, as the page showed it: `block=minor` pairs, so that the choice works without scripts. */
export function seenPrice({ seen, block }: Pick<TopupForm, "seen" | "block">): number {
  return Number(new URLSearchParams(seen).get(block) ?? NaN) || 0;
}

/** What the page to save a way to pay sends. */
export const methodForm = z.object({
  formKey: z.uuid(),
  agree: z.literal("on", { error: () => m.topup_must_agree() }),
});
