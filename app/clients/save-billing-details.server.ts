import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { z } from "zod";

import { appendAudit } from "#app/identity/audit.server.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { changeClient, lockClient } from "./client-store.server.ts";
import { isCountry } from "./rules/countries.ts";
import { settleVatNumber, type VatNumberRefusal } from "./rules/vat-number.ts";
import { reviewOwnChange } from "./vat-review.server.ts";

const words: Record<VatNumberRefusal, () => string> = {
  "vat-format": m.billing_vat_wrong_format,
  "vat-other-country": m.billing_vat_other_country,
  "vat-goods-only": m.billing_vat_goods_only,
};

/** Who an invoice is made out to. Whether the VAT number is right for the country is looked at when it is saved. */
export const billingDetails = z.object({
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
});
export type BillingDetails = z.output<typeof billingDetails>;

/** Why a VAT number is not kept, in words. */
export function vatNumberWords(refusal: VatNumberRefusal): string {
  return words[refusal]();
}

/** Keeps a client's billing details; a new number or country means that VIES is asked anew, and where it may lower the VAT that buying waits for the MSP. */
export async function saveBillingDetails(
  scope: ClientScope,
  given: BillingDetails,
): Promise<Result<null, "may-not-buy" | VatNumberRefusal>> {
  if (!may(scope, clientsAccess.spend)) return refuse("may-not-buy");
  return inScope(scope, async (tx) => {
    const old = await lockClient(tx, scope.clientId);
    if (!old) return notFound();
    const vatNumber = settleVatNumber(old, given);
    if (!vatNumber.ok) return vatNumber;
    const details = { ...given, vatNumber: vatNumber.value };
    const asked = old.vatNumber === details.vatNumber && old.country.trim() === details.country;
    await changeClient(tx, scope.clientId, {
      ...details,
      ...(asked ? {} : { vatStatus: "none", vatCheckedAt: null, vatConsultation: null }),
    });
    if (!asked) await reviewOwnChange(tx, scope.clientId, old, details);
    await appendAudit(tx, scope, {
      action: "billing-details.changed",
      target: `client:${scope.clientId}`,
      detail: {
        country: details.country,
        vatNumber: details.vatNumber,
        countryBefore: old.country.trim(),
        vatNumberBefore: old.vatNumber,
      },
    });
    return ok(null);
  });
}
