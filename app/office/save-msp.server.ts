import { createMsp, findMsp, lockMsp, updateMsp } from "#app/platform/msp.server.ts";
import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { settleVatNumber, type VatNumberRefusal } from "#app/clients/rules/vat-number.ts";
import { isSellerCountry, type VatScheme } from "#app/clients/rules/vat.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { now } from "#app/platform/clock.server.ts";
import { dayIn, knownZone } from "#app/platform/zone.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

export type MspDetails = {
  name: string;
  legalName: string;
  addressLines: string[];
  country: string;
  vatNumber: string | null;
  companyNumber: string | null;
  email: string;
  phone: string | null;
  zone: string;
  locale: Locale;
  vatScheme: VatScheme;
  viesDownPolicy: "charge_vat" | "hold";
  queryDays: number;
  currency: string;
};

export type MspRefusal = VatNumberRefusal | "country-not-offered";

/** Changes what is known of the MSP; the audit log names the fields that changed. It can only move to a country whose VAT rate is known. */
export function saveMsp(scope: StaffScope, details: MspDetails): Promise<Result<null, MspRefusal>> {
  return inScope(scope, (tx) => saveMspInside(tx, scope, details));
}

/** The same in the caller's transaction; makes the record where the first run has not made it yet. */
export async function saveMspInside(
  tx: Tx,
  actor: AuditActor,
  given: MspDetails,
): Promise<Result<null, MspRefusal>> {
  const before = (await findMsp(tx)) === null ? null : await lockMsp(tx);
  if (given.country !== before?.country && !isSellerCountry(given.country))
    return refuse("country-not-offered");
  const vatNumber = settleVatNumber(before, given);
  if (!vatNumber.ok) return vatNumber;
  const details = { ...given, vatNumber: vatNumber.value };
  if (details.zone !== before?.zone) await knownZone(tx, details.zone);
  if (before === null) {
    await createMsp(tx, details);
    await appendAudit(tx, actor, { action: "msp.created" });
    return ok(null);
  }
  const fields = Object.entries(details)
    .filter(([name, value]) => JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(value))
    .map(([name]) => name);
  if (fields.length === 0) return ok(null);
  // Months before today are invoiced by the scheme that they were in.
  const scheme = fields.includes("vatScheme") ? { vatSchemeFrom: new Date(dayIn(given.zone, now())) } : {};
  await updateMsp(tx, { ...details, ...scheme });
  await appendAudit(tx, actor, { action: "msp.changed", detail: { fields } });
  return ok(null);
}

/** Says whether staff and clients' managers must have a second factor. */
export function setMfaRequired(scope: StaffScope, required: boolean): Promise<void> {
  return inScope(scope, async (tx) => {
    const before = await lockMsp(tx);
    if (before.mfaRequired === required) return;
    await updateMsp(tx, { mfaRequired: required });
    await appendAudit(tx, scope, { action: "msp.mfa-required", detail: { required } });
  });
}
