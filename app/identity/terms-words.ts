import { m } from "#app/platform/generated/i18n/messages.js";

/** The terms that an order names (`hours-terms v3, own v1, agreement 12`), in words: the order terms, the MSP's own, the signed agreement. */
export function termsWords(names: string): string {
  return names.split(", ").map(wordsOf).join(" · ");
}

function wordsOf(name: string): string {
  const [, kind, number = ""] = /^(own v|agreement )(\d+)$/.exec(name) ?? [];
  if (kind === undefined) return m.billing_terms_version({ version: name });
  return kind === "own v"
    ? m.billing_terms_own({ version: number })
    : m.billing_terms_signed({ title: m.agreements_kind_hour_terms(), number });
}
