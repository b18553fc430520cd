import type { HoursLeft } from "#app/hours/ledger-conversion.server.ts";
import { formatAmount, formatDay, formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Tone } from "#app/ui/badge.tsx";

import type { Beside } from "./rules/beside.ts";
import type { ProposalLine } from "./rules/proposal.ts";
import type { AcceptRefusal, ProposalRefusal } from "./rules/refusals.ts";
import type { RadarVerdict, ScoredRow } from "./rules/radar.ts";
import type { ReadinessItem } from "./rules/readiness.ts";
import type { ReplayReason } from "./rules/replay.ts";
import type { ProposalState } from "./rules/state.ts";

const stateWords = {
  draft: m.conversion_state_draft,
  sent: m.conversion_state_sent,
  accepted: m.conversion_state_accepted,
  signed: m.conversion_state_signed,
  closing: m.conversion_state_closing,
  active: m.conversion_state_active,
  withdrawn: m.conversion_state_withdrawn,
  declined: m.conversion_state_declined,
  cancelled: m.conversion_state_cancelled,
} satisfies Record<ProposalState, () => string>;

/** Where a proposal stands, in a word or two; what was sent waits for its client. */
export function stateWord(state: ProposalState, side: "msp" | "client"): string {
  return state === "sent" && side === "client" ? m.conversion_state_waits() : stateWords[state]();
}

/** How that looks. */
export function stateTone(state: ProposalState): Tone {
  if (state === "active" || state === "signed") return "good";
  if (state === "sent" || state === "accepted" || state === "closing") return "info";
  return "neutral";
}

const refusals = {
  "other-currency": m.conversion_refused_currency,
  "no-variant": m.conversion_no_variant,
  "not-now": m.conversion_refused_not_now,
  "start-passed": m.conversion_refused_start,
  "margin-too-low": m.conversion_refused_margin,
  "vat-differs": m.conversion_refused_vat,
  "changed-meanwhile": m.conversion_refused_changed,
  "seats-wrong": m.conversion_refused_seats,
  "seats-too-few": m.conversion_refused_few_seats,
  "seats-asked": m.conversion_refused_asked_seats,
  "other-signed": m.conversion_refused_other,
  agreement: m.conversion_refused_agreement,
  "already-signed": m.conversion_refused_signed,
} satisfies Record<ProposalRefusal | AcceptRefusal, () => string>;

/** Why something can't be done with a proposal, and what to do next. */
export function proposalRefusalWord(refusal: ProposalRefusal | AcceptRefusal): string {
  return refusals[refusal]();
}

const verdicts = {
  ripe: m.conversion_verdict_ripe,
  soon: m.conversion_verdict_soon,
  "not-yet": m.conversion_verdict_not_yet,
  unknown: m.conversion_verdict_unknown,
} satisfies Record<RadarVerdict, () => string>;

/** What the radar says of a client. */
export function verdictWord(verdict: RadarVerdict): string {
  return verdicts[verdict]();
}

/** How that looks. */
export function verdictTone(verdict: RadarVerdict): Tone {
  return verdict === "ripe" ? "good" : verdict === "soon" ? "info" : "neutral";
}

/** What a row of the score is about. */
export function scoreTitle({ kind }: ScoredRow): string {
  return {
    burn: m.conversion_score_burn,
    currency: m.conversion_score_currency,
    requests: m.conversion_score_requests,
    arrears: m.conversion_score_arrears,
    standard: m.conversion_score_standard,
    readiness: m.conversion_score_readiness,
  }[kind]();
}

/** A row's formula with its figures. */
export function scoreFormula(row: ScoredRow, currency: string): string {
  switch (row.kind) {
    case "burn":
      return m.conversion_formula_burn({
        burn: formatMoney(row.burnMinor, currency),
        managed: formatMoney(row.managedMinor, currency),
        percent: formatNumber(row.percent),
        from: formatNumber(row.from),
        minutes: formatMinutes(row.burnMinutes),
        breakEven: formatMinutes(row.breakEvenMinutes),
      });
    case "currency":
      return m.conversion_formula_currency({ currency: row.currency, own: row.ownCurrency });
    case "requests":
      return m.conversion_formula_requests({
        requests: formatNumber(row.requests),
        months: formatNumber(row.months),
        seats: formatNumber(row.seats),
        rate: formatAmount(row.percent),
        from: formatAmount(row.from),
      });
    case "arrears":
      return m.conversion_formula_arrears({
        owed: formatMinutes(row.owedMinutes),
        orders: formatNumber(row.overdueOrders),
      });
    case "standard":
      return row.devices === 0
        ? m.conversion_formula_no_devices()
        : m.conversion_formula_standard({
            standard: formatNumber(row.onStandard),
            devices: formatNumber(row.devices),
            from: formatNumber(row.from),
          });
    case "readiness":
      return m.conversion_formula_readiness({ ready: formatNumber(row.ready), of: formatNumber(row.of) });
  }
}

const itemWords = {
  inventory: m.conversion_ready_inventory,
  supported: m.conversion_ready_supported,
  patches: m.conversion_ready_patches,
  warranty: m.conversion_ready_warranty,
  backup: m.conversion_ready_backup,
  mfa: m.conversion_ready_mfa,
  endpoint: m.conversion_ready_endpoint,
  contact: m.conversion_ready_contact,
} satisfies Record<ReadinessItem, () => string>;

/** A point of the checklist. */
export function readinessWord(item: ReadinessItem): string {
  return itemWords[item]();
}

const reasons = {
  "type-covered": m.conversion_why_covered,
  "type-outside": m.conversion_why_outside,
  project: m.conversion_why_project,
  free: m.conversion_why_free,
} satisfies Record<ReplayReason, (input: { type: string }) => string>;

/** What a difference between the contract and what was drawn says, of a whole year or of fewer months. */
export function differenceWord(differenceMinor: number, isYear: boolean): string {
  if (differenceMinor > 0) return isYear ? m.conversion_year_more() : m.conversion_months_more();
  return isYear ? m.conversion_year_less() : m.conversion_months_less();
}

/** Why an entry is inside the contract or not, with its type of work. */
export function reasonWord({ why, workType }: { why: ReplayReason; workType: string }): string {
  return reasons[why]({ type: workType });
}

const ways = {
  keep: m.conversion_left_keep,
  credit: m.conversion_left_credit,
  refund: m.conversion_left_refund,
} satisfies Record<HoursLeft, () => string>;

/** What becomes of hours that are left, in a few words. */
export function leftWord(way: HoursLeft): string {
  return ways[way]();
}

const payments = { transfer: m.conversion_pay_transfer, mandate: m.conversion_pay_mandate };

/** How the contract's invoices are paid. */
export function paymentWord(payment: keyof typeof payments): string {
  return payments[payment]();
}

/** What becomes of a contract when a proposal starts, in a sentence. */
export function besideWord({ name, fate, lastOn }: Beside): string {
  if (fate === "ends") return m.conversion_beside_ends({ name, day: formatDay(lastOn) });
  return lastOn === null
    ? m.conversion_beside_stays({ name })
    : m.conversion_beside_stays_until({ name, day: formatDay(lastOn) });
}

/** What is paid of a line of seats: who is counted, or the agreed number; with the fewest that can be taken. */
export function paidWord({ counts, least = 1 }: Pick<ProposalLine, "counts" | "least">): string {
  return [
    counts === "seat" ? m.conversion_paid_counted() : m.conversion_paid_agreed(),
    least > 1 ? m.conversion_play_least({ count: formatNumber(least) }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
