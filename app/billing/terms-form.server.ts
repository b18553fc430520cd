import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { largestInteger, quantityField } from "#app/platform/typed/fields.ts";

/** What step 2 sends: the block, the total that was shown (minor units), and the agreement. */
export const termsForm = z.object({
  formKey: z.uuid(),
  block: z.uuid(),
  seen: quantityField({ most: largestInteger }),
  terms: quantityField({ most: largestInteger }).default(0),
  way: z.enum(["now", "transfer"]).default("now"),
  agree: z.literal("on", { error: () => m.billing_terms_must_agree() }),
});
