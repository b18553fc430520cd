import { m } from "#app/platform/generated/i18n/messages.js";

import type { Agreement, Signer } from "./agreement.ts";

/** The consent sentences of a signer, as the page shows them and the evidence keeps them. */
export function consentSentences(
  { title, number }: Pick<Agreement, "title" | "number">,
  { company }: Pick<Signer, "company">,
): { read: string; agree: string } {
  return {
    read: m.agreements_consent_read({ title, number }),
    agree: m.agreements_consent_agree({ title, number, company }),
  };
}
