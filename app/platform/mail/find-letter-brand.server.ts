import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { findMsp } from "#app/platform/msp.server.ts";

import type { LetterBrand } from "./letter-brand.ts";

/** How the MSP appears in e-mails as of now; null before the first run has made it. Answers go to its reply address, or else to its own. */
export async function findLetterBrand(tx: Tx): Promise<LetterBrand | null> {
  const msp = await findMsp(tx);
  if (!msp) return null;
  const logo = (hash: string | null): string | null => (hash ? `${env().origin}/brand/${hash}` : null);
  const colour = (digits: string | null): string | null => (digits ? `#${digits}` : null);
  return {
    name: msp.name,
    logoUrl: logo(msp.logoLight),
    logoDarkUrl: logo(msp.logoDark),
    colourLight: colour(msp.colourLight),
    colourDark: colour(msp.colourDark),
    phone: msp.phone,
    senderName: msp.senderName,
    replyTo: msp.replyTo ?? msp.email,
  };
}
