import { z } from "zod";

import { buysHours } from "#app/billing/rules/topup-mode.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { amountField, durationField, quantityField } from "#app/platform/typed/fields.ts";
import { onceWell } from "#app/platform/typed/once-well.ts";

/** What the page on topping up sends. `seen` has the price of each block as it was shown, `terms` the hashes of the terms; `agree` is only needed where something is bought. */
export const topupForm = z
  .object({
    intent: z.literal("choose"),
    formKey: z.uuid(),
    mode: z.enum(["off", "warn", "invoice", "charge"]),
    threshold: durationField({ bare: "hours", most: 6000, wrong: m.topup_threshold_wrong }),
    block: z.uuid().optional(),
    seen: z.string().max(2000),
    terms: z.string().max(200).optional(),
    maxCount: quantityField({ least: 1, most: 30 }),
    maxAmount: amountField({ most: 999_999_999, wrong: m.topup_max_amount_wrong }).optional(),
    agree: z.string().max(10).optional(),
  })
  .superRefine(
    ({ mode, agree }, context) => {
      if (buysHours(mode) && agree !== "on")
        context.addIssue({ code: "custom", path: ["agree"], message: m.topup_must_agree(), input: agree });
    },
    onceWell("mode", "agree"),
  );
export type TopupForm = z.output<typeof topupForm>;

/** The chosen block's price as the page showed it (minor units), 0 for none. The form has all prices as `block=minor` pairs, so that it works without scripts. */
export function seenPrice({ seen, block }: Pick<TopupForm, "seen" | "block">): number {
  return Number(new URLSearchParams(seen).get(block ?? "") ?? NaN) || 0;
}

/** The hash of the terms that the page showed for the chosen mode; null where it showed none. */
export function seenTerms({ terms = "", mode }: Pick<TopupForm, "terms" | "mode">): string | null {
  return new URLSearchParams(terms).get(mode);
}

/** What the page to save a payment method sends; `mandate` is the hash of the text that was shown. */
export const methodForm = z.object({
  formKey: z.uuid(),
  mandate: z.string().max(100).optional(),
  agree: z.literal("on", { error: () => m.topup_must_agree() }),
});
