import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import type { SubmissionResult } from "@conform-to/react";

import { appendAudit } from "#app/identity/audit.server.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { billingDetails, type BillingDetails } from "./billing-details.server.ts";
import { changeClient, findClient, lockClient } from "./client-store.server.ts";
import { findNumberRefusal, settleVatNumber, type VatNumberRefusal } from "./rules/vat-number.ts";
import { reviewOwnChange } from "./vat-review.server.ts";

const vatWords: Record<VatNumberRefusal, () => string> = {
  "vat-format": m.billing_vat_wrong_format,
  "vat-other-country": m.billing_vat_other_country,
  "vat-goods-only": m.billing_vat_goods_only,
};

/** Reads the form of billing details that a client sent and keeps it; where nothing was kept, what the form is to show: all that was typed, with the errors at their fields. */
export async function saveDetailsForm(
  request: Request,
  scope: ClientScope,
): Promise<{ ok: true } | { ok: false; reply: SubmissionResult<string[]> }> {
  const form = await readForm(request, billingDetails);
  if (form.status !== "success") {
    const known = await readInScope(scope, (tx) => findClient(tx, scope.clientId));
    const wrong = findNumberRefusal(known && { ...known, country: known.country.trim() }, form);
    return { ok: false, reply: form.reply(wrong ? { fieldErrors: { vatNumber: [vatWords[wrong]()] } } : {}) };
  }
  const saved = await saveBillingDetails(scope, form.value);
  if (saved.ok) return { ok: true };
  const { refusal } = saved;
  return {
    ok: false,
    reply: form.reply(
      refusal === "may-not-buy"
        ? { formErrors: [m.billing_refused_may_not_buy()] }
        : { fieldErrors: { vatNumber: [vatWords[refusal]()] } },
    ),
  };
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
