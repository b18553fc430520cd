import { m } from "#app/platform/generated/i18n/messages.js";

import type { Agreement, Signer } from "./agreement.ts";

/** The sentences that somebody who signs agrees to, as the page shows and the evidence keeps them. */
export function consentSentences(
  { title, number }: Pick<Agreement, "title" | "number">,
  { company }: Pick<Signer, "company">,
): { read: string; agree: string } {
  return {
    read: m.agreements_consent_read({ title, number }),
    agree: m.agreements_consent_agree({ title, number, company }),
  };
}
