import { vatSchemeOf } from "#app/clients/rules/vat.ts";
import { requireMsp, type Msp } from "#app/platform/msp.server.ts";
import type { MspDetails } from "#app/office/save-msp.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";

export type SettingsPage = { msp: MspDetails & { mfaRequired: boolean } };

/** What the owner can set. */
export function getSettingsPage(scope: StaffScope): Promise<SettingsPage> {
  return readInScope(scope, async (tx) => {
    const msp = await requireMsp(tx);
    return { msp: { ...detailsOf(msp), mfaRequired: msp.mfaRequired } };
  });
}

/** What the MSP's form shows of its record. */
export function detailsOf(msp: Msp): MspDetails {
  return {
    name: msp.name,
    legalName: msp.legalName,
    addressLines: msp.addressLines,
    country: msp.country,
    vatNumber: msp.vatNumber,
    companyNumber: msp.companyNumber,
    email: msp.email,
    phone: msp.phone,
    zone: msp.zone,
    locale: localeOf(msp.locale),
    vatScheme: vatSchemeOf(msp.vatScheme),
    viesDownPolicy: msp.viesDownPolicy === "hold" ? "hold" : "charge_vat",
    queryDays: msp.queryDays,
    currency: msp.currency,
  };
}
