import type { Decision } from "#app/contracts/rules/renewals.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const words = {
  "last-notice": m.contracts_decide_last_notice,
  renews: m.contracts_decide_renews,
  "term-ends": m.contracts_decide_term_ends,
  ends: m.contracts_decide_ends,
  indexation: m.contracts_decide_indexation,
  "vendor-term": m.contracts_decide_vendor_term,
} satisfies Record<Decision["kind"], (input: { count: string }) => string>;

/** Why a day asks for a decision, in a sentence. */
export function decisionWords({ kind, quantity }: Pick<Decision, "kind" | "quantity">): string {
  return words[kind]({ count: formatNumber(quantity ?? 0) });
}
