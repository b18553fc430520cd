import { createMsp, findMsp, lockMsp, updateMsp } from "#app/platform/msp.server.ts";
import { appendAudit, type AuditActor } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

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
  currency: string;
};

/** Changes what is known of the MSP; the audit log names the fields that changed. */
export function saveMsp(scope: StaffScope, details: MspDetails): Promise<void> {
  return inScope(scope, (tx) => saveMspInside(tx, scope, details));
}

/** The same in the caller's transaction; makes the record where the first run has not made it yet. */
export async function saveMspInside(tx: Tx, actor: AuditActor, details: MspDetails): Promise<void> {
  if (!(await findMsp(tx))) {
    await createMsp(tx, details);
    return appendAudit(tx, actor, { action: "msp.created" });
  }
  const before = await lockMsp(tx);
  const fields = Object.entries(details)
    .filter(([name, value]) => JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(value))
    .map(([name]) => name);
  if (fields.length === 0) return;
  await updateMsp(tx, details);
  await appendAudit(tx, actor, { action: "msp.changed", detail: { fields } });
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
