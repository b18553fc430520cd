import type { Decision, DecisionChoice, NotedDecision } from "#app/contracts/rules/renewals.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
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
export function decisionWords({
  kind,
  quantity,
  inDays = 0,
}: Pick<Decision, "kind" | "quantity"> & Partial<Pick<Decision, "inDays">>): string {
  if (kind === "term-ends" && inDays < 0) return m.contracts_decide_term_over();
  return words[kind]({ count: formatNumber(quantity ?? 0) });
}

/** What can be decided about a contract's term, in words. */
export const choiceWords = {
  renew: m.contracts_decide_choice_renew,
  "let-end": m.contracts_decide_choice_let_end,
  talk: m.contracts_decide_choice_talk,
} satisfies Record<DecisionChoice, () => string>;

/** What was decided, in a few words. */
export function notedWords({ choice, talkOn }: Pick<NotedDecision, "choice" | "talkOn">): string {
  return talkOn === null ? choiceWords[choice]() : m.contracts_decide_talk_words({ day: formatDay(talkOn) });
}
