import { friendlyFormatIBAN } from "ibantools";

import { findOwnTerms } from "#app/billing/own-terms/own-terms-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findPaperLogo } from "#app/platform/brand/logo-store.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { requireMsp } from "#app/platform/msp.server.ts";

export type BrandPage = {
  name: string;
  legalName: string;
  addressLines: string[];
  email: string;
  phone: string | null;
  logoUrl: string | null;
  logoDarkUrl: string | null;
  /** The logo is of a kind that paper shows. */
  isOnPaper: boolean;
  colourLight: string;
  colourDark: string;
  senderName: string;
  replyTo: string;
  accountHolder: string;
  iban: string;
  bic: string;
  creditorId: string;
  transfersByHand: boolean;
  terms: Record<Locale, string>;
  termsVersion: number;
  mailFrom: string;
};

/** How the MSP appears, as its owner changes it. */
export function getBrandPage(scope: StaffScope): Promise<BrandPage> {
  return readInScope(scope, async (tx) => {
    const [msp, own] = [await requireMsp(tx), await findOwnTerms(tx)];
    const url = (hash: string | null): string | null => (hash ? `/brand/${hash}` : null);
    const colour = (digits: string | null): string => (digits ? `#${digits}` : "");
    return {
      name: msp.name,
      legalName: msp.legalName,
      addressLines: msp.addressLines,
      email: msp.email,
      phone: msp.phone,
      logoUrl: url(msp.logoLight),
      logoDarkUrl: url(msp.logoDark),
      isOnPaper: (await findPaperLogo(tx, msp.logoLight)) !== null,
      colourLight: colour(msp.colourLight),
      colourDark: colour(msp.colourDark),
      senderName: msp.senderName ?? "",
      replyTo: msp.replyTo ?? "",
      accountHolder: msp.accountHolder ?? "",
      iban: (msp.iban && friendlyFormatIBAN(msp.iban)) ?? "",
      bic: msp.bic ?? "",
      creditorId: msp.creditorId ?? "",
      transfersByHand: msp.transfersByHand,
      terms: own.texts,
      termsVersion: own.version,
      mailFrom: env().mailFrom,
    };
  });
}
