import { monthRefusalWord } from "#app/contracts/words.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { kindWords } from "#app/contracts/components/line-words.ts";
import type { Oddity } from "#app/contracts/rules/oddities.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { RunRefusal } from "./ask-invoice.server.ts";
import type { ShownCollection } from "./collection-page.server.ts";
import type { CreditRefusal } from "./credit-month.server.ts";
import type { EndRefusal } from "./end-month-invoice.server.ts";
import type { RunState } from "./run-page.server.ts";

const states = {
  draft: m.monthly_state_draft,
  closed: m.monthly_state_closed,
  asked: m.monthly_state_asked,
  open: m.monthly_state_open,
  paid: m.monthly_state_paid,
  void: m.monthly_state_void,
  written_off: m.monthly_state_written_off,
} satisfies Record<RunState, () => string>;

/** How a month stands, in a word or three. */
export function runStateWord(state: RunState): string {
  return states[state]();
}

/** The badge that fits it. */
export function runStateTone(state: RunState): "good" | "info" | "low" | "neutral" {
  if (state === "paid") return "good";
  if (state === "open" || state === "asked") return "info";
  return state === "closed" ? "low" : "neutral";
}

/** Why a month was not closed, corrected or issued, and the way out. */
export function runRefusalWord(refusal: RunRefusal | EndRefusal | CreditRefusal): string {
  switch (refusal) {
    case "not-closed":
      return m.monthly_refused_not_closed();
    case "details-missing":
      return m.monthly_refused_details();
    case "vat-waits":
      return m.monthly_refused_vat();
    case "vat-since-closing":
      return m.monthly_refused_vat_since_closing();
    case "too-small":
      return m.monthly_refused_too_small();
    case "void-credited":
      return m.monthly_refused_void_credited();
    case "invoice-credited":
      return m.monthly_refused_credited();
    case "invoice-collecting":
      return m.monthly_refused_collecting();
    case "credit-disputed":
      return m.monthly_refused_credit_disputed();
    case "invoice-disputed":
      return m.monthly_refused_disputed();
    case "invoice-not-open":
      return m.monthly_refused_not_open();
    case "stripe-down":
      return m.monthly_refused_stripe();
    case "nothing-to-credit":
      return m.monthly_refused_nothing_to_credit();
    case "not-issued":
      return m.monthly_refused_not_issued();
    case "more-than-invoiced":
      return m.monthly_refused_more_than_invoiced();
    default:
      return monthRefusalWord(refusal);
  }
}

/** How an invoice that is collected stands, in a sentence; `amount` is what is open. */
export function collectionWords(
  { collection, on, method, failure }: ShownCollection,
  amount: string,
): string {
  const from = method ? methodName(method) : m.monthly_a_method();
  if (collection === "planned" && on)
    return m.monthly_collect_on({ amount, day: formatDay(on), method: from });
  if (collection !== "failed") return m.monthly_collect_under_way({ amount, method: from });
  if (failure === "turned-off") return m.monthly_not_collected_off();
  if (failure === "disputed") return m.monthly_not_collected_disputed();
  if (failure === "no-method") return m.monthly_not_collected_no_method();
  return m.monthly_not_collected_declined({ method: from });
}

/** What is odd about a draft, in a sentence. */
export function oddityWords(
  oddity: Oddity,
  currency: string,
  typeNames: Record<string, string> = {},
): string {
  switch (oddity.kind) {
    case "no-price":
      return m.monthly_odd_no_price({ label: oddity.label });
    case "nothing-counted":
      return m.monthly_odd_nothing({ label: oddity.label });
    case "jump":
      return m.monthly_odd_jump({
        label: oddity.label,
        percent: `${oddity.percent > 0 ? "+" : ""}${formatNumber(oddity.percent)}`,
        amount: formatMoney(oddity.differenceMinor, currency),
      });
    case "not-in-contract":
      return m.monthly_odd_not_in_contract({
        count: formatNumber(oddity.count),
        what: typeNames[`${oddity.what}:${oddity.typeId}`] ?? kindWords[oddity.what](),
      });
    case "correction":
      return m.monthly_odd_correction({
        label: oddity.label,
        amount: formatMoney(oddity.amountMinor, currency),
      });
    case "leaver-holds":
      return m.monthly_odd_leaver({
        person: oddity.person,
        what: typeNames[`licence:${oddity.typeId}`] ?? m.monthly_a_licence(),
      });
    case "below-zero":
      return m.monthly_odd_below_zero({ amount: formatMoney(oddity.totalMinor, currency) });
  }
}
