import { randomUUID } from "node:crypto";

import { currencies } from "#app/clients/rules/places.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { localeOf, type Locale } from "#app/platform/i18n/locale.ts";
import { requireMsp } from "#app/platform/msp.server.ts";

export type NewClientPage = {
  id: string;
  country: string;
  zone: string;
  locale: Locale;
  currency: (typeof currencies)[number];
};

/** What the form for a new client begins with: the MSP's own country, zone, language and currency; `id` is made with the form. */
export async function getNewClient(scope: StaffScope): Promise<NewClientPage> {
  const msp = await readInScope(scope, requireMsp);
  return {
    id: randomUUID(),
    country: msp.country,
    zone: msp.zone,
    locale: localeOf(msp.locale),
    currency: currencies.find((one) => one === msp.currency) ?? "EUR",
  };
}
