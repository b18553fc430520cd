import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { locales, type Locale } from "#app/platform/i18n/locale.ts";

import { findOwnTerms, insertOwnTerms, lockOwnTerms, type OwnTerms } from "./own-terms-store.server.ts";

/** What a buyer agrees to beside the product's terms: the version, 0 for none, and its text. */
export type ShownTerms = { version: number; text: string };

/** Makes a new version of the MSP's own terms where a text differs; orders of before keep theirs. */
export function saveOwnTerms(scope: StaffScope, texts: OwnTerms["texts"]): Promise<void> {
  return inScope(scope, async (tx) => {
    await lockOwnTerms(tx);
    const before = await findOwnTerms(tx);
    if (locales.every((locale) => before.texts[locale] === texts[locale])) return;
    const version = before.version + 1;
    await insertOwnTerms(tx, { version, texts }, now());
    await appendAudit(tx, scope, { action: "msp.terms-changed", detail: { revision: version } });
  });
}

/** The MSP's own terms in a language, or else in the first that has a text; version 0 where no language has one. */
export async function shownTerms(tx: Tx, locale: Locale): Promise<ShownTerms> {
  const { version, texts } = await findOwnTerms(tx);
  const text = [locale, ...locales].map((one) => texts[one]).find((one) => one !== "");
  return text === undefined ? { version: 0, text: "" } : { version, text };
}
