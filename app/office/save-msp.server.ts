import { lockMsp, updateMsp } from "#app/platform/msp.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { knownZone } from "#app/platform/zone.server.ts";

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
  viesDownPolicy: "charge_vat" | "hold";
  queryDays: number;
};

/** Changes what is known of the MSP; the audit log names the fields that changed. */
export function saveMsp(scope: StaffScope, details: MspDetails): Promise<void> {
  return inScope(scope, async (tx) => {
    const before = await lockMsp(tx);
    const fields = Object.entries(details)
      .filter(([name, value]) => JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(value))
      .map(([name]) => name);
    if (fields.length === 0) return;
    if (details.zone !== before.zone) await knownZone(tx, details.zone);
    await updateMsp(tx, details);
    await appendAudit(tx, scope, { action: "msp.changed", detail: { fields } });
  });
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
