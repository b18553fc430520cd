import { saveMspInside, type MspDetails, type MspRefusal } from "#app/office/save-msp.server.ts";
import { detailsOf } from "#app/office/settings-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { findMsp } from "#app/platform/msp.server.ts";
import type { Result } from "#app/platform/result.ts";

import { inSetup, type SetupKey } from "./setup-session.server.ts";
import { updateSetup } from "./setup-store.server.ts";

/** Makes the MSP's record in the first run, or changes it while the first run lasts. The one-time address is used up. */
export function setUpCompany(key: SetupKey, details: MspDetails): Promise<Result<null, MspRefusal>> {
  return inSetup(key, async (tx, setup) => {
    const saved = await saveMspInside(tx, "system", details);
    if (!saved.ok) return saved;
    await updateSetup(tx, { companyAt: setup.companyAt ?? now(), tokenHash: null });
    return saved;
  });
}

const homes = {
  nl: { country: "NL", zone: "Europe/Amsterdam" },
  de: { country: "DE", zone: "Europe/Berlin" },
  en: { country: "NL", zone: "Europe/Amsterdam" },
} satisfies Record<Locale, { country: string; zone: string }>;

/** What the company's step shows: the record, or an empty one as people of this language begin. */
export async function getCompanyStep(locale: Locale): Promise<MspDetails> {
  const msp = await asSystem(findMsp);
  if (msp) return detailsOf(msp);
  return {
    name: "",
    legalName: "",
    addressLines: [],
    ...homes[locale],
    vatNumber: null,
    companyNumber: null,
    email: "",
    phone: null,
    locale,
    vatScheme: "ordinary",
    viesDownPolicy: "charge_vat",
    queryDays: 14,
    currency: "EUR",
  };
}
