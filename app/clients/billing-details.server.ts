import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { onceWell } from "#app/platform/typed/once-well.ts";

import { isCountry } from "./rules/countries.ts";
import { fitsPostalCode } from "./rules/postal-code.ts";

/** Who an invoice is made out to. Whether the VAT number is right for the country is looked at when it is saved. */
export const billingDetails = z
  .object({
    legalName: z.string().trim().min(2).max(120),
    addressLine: z.string().trim().min(2).max(120),
    postalCode: z.string().trim().min(2).max(16),
    city: z.string().trim().min(1).max(80),
    country: z.string().max(2).refine(isCountry),
    vatNumber: z
      .string()
      .trim()
      .max(24)
      .optional()
      .transform((typed) => typed ?? null),
  })
  .refine(({ postalCode, country }) => fitsPostalCode(postalCode, country), {
    path: ["postalCode"],
    error: () => m.billing_postal_code_wrong(),
    ...onceWell("postalCode", "country"),
  });
export type BillingDetails = z.output<typeof billingDetails>;
