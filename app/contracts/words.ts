import { m } from "#app/platform/generated/i18n/messages.js";

import type { ContractRefusal } from "./add-version.server.ts";
import type { MonthRefusal } from "./close-month.server.ts";
import type { ChangeTermsRefusal } from "./change-terms.server.ts";
import type { ChargeRefusal } from "./end-charge.server.ts";
import type { EndContractRefusal } from "./end-contract.server.ts";
import type { JobRefusal } from "./record-job.server.ts";
import type { NoticeRefusal } from "./give-notice.server.ts";
import type { NoteRefusal } from "./note-decision.server.ts";

const contractRefusals = {
  "month-closed": m.contracts_refused_month_closed,
  "not-a-first": m.contracts_refused_not_a_first,
  "day-taken": m.contracts_refused_day_taken,
  "before-start": m.contracts_refused_before_start,
  "after-end": m.contracts_refused_after_end,
  "no-day-to-sign": m.contracts_refused_no_day_to_sign,
  "another-waits": m.contracts_refused_another_waits,
  "later-version": m.contracts_refused_later_version,
  "no-lines": m.contracts_refused_no_lines,
  "changed-meanwhile": m.contracts_refused_changed,
  begun: m.contracts_refused_begun,
  "contract-gone": m.contracts_refused_gone,
  "built-on": m.contracts_refused_built_on,
  "next-not-a-first": m.contracts_refused_next_not_a_first,
} satisfies Record<ContractRefusal, () => string>;

/** Why a contract was not changed, and the way out. */
export function contractRefusalWord(refusal: ContractRefusal): string {
  return contractRefusals[refusal]();
}

/** Refusals that are said at the field of the day. */
export function isOfDay(refusal: ContractRefusal): boolean {
  return ["month-closed", "not-a-first", "day-taken", "before-start", "after-end", "no-day-to-sign"].includes(
    refusal,
  );
}

const endRefusals = {
  "end-passed": m.contracts_refused_end_passed,
  "end-far": m.contracts_refused_end_far,
  "end-earlier": m.contracts_refused_end_earlier,
  "end-known": m.contracts_refused_end_known,
} satisfies Record<EndContractRefusal, () => string>;

/** Why a contract was not ended, or its end not taken back. */
export function endContractRefusalWord(refusal: EndContractRefusal): string {
  return endRefusals[refusal]();
}

const termsRefusals = {
  "terms-changed": m.contracts_terms_change_wins,
  "terms-before": m.contracts_refused_terms_before,
  "terms-after-end": m.contracts_refused_terms_after_end,
  "term-end-passed": m.contracts_refused_term_end_passed,
  "term-end-missing": m.contracts_refused_term_end_missing,
  "term-end-far": m.contracts_refused_term_end_far,
  "ends-anyway": m.contracts_refused_ends_anyway,
  "no-term": m.contracts_refused_no_term_to_renew,
  "not-later": m.contracts_refused_not_later,
  "end-closed": m.contracts_refused_end_closed,
  begun: m.contracts_refused_terms_begun,
  "talk-passed": m.contracts_refused_talk_passed,
} satisfies Record<ChangeTermsRefusal | NoteRefusal, () => string>;

/** Why a contract's terms were not changed, it was not renewed, or a decision not noted, and the way out. */
export function termsRefusalWord(refusal: ChangeTermsRefusal | NoteRefusal): string {
  return termsRefusals[refusal]();
}

/** The same as what a form shows, at the field that it is about or of the form as a whole. */
export function saidAtField(refusal: ChangeTermsRefusal | NoteRefusal): {
  fieldErrors?: Record<string, string[]>;
  formErrors?: string[];
} {
  const words = [termsRefusalWord(refusal)];
  const field = fieldOf(refusal);
  return field === null ? { formErrors: words } : { fieldErrors: { [field]: words } };
}

function fieldOf(refusal: ChangeTermsRefusal | NoteRefusal): string | null {
  if (refusal === "terms-before" || refusal === "terms-after-end") return "countsFrom";
  if (refusal.startsWith("term-end") || refusal === "not-later") return "termEndsOn";
  return refusal === "talk-passed" ? "talkOn" : null;
}

const noticeRefusals = {
  ended: m.contracts_refused_ended,
  "no-term": m.contracts_refused_no_term,
  "not-renewed": m.contracts_refused_not_renewed,
} satisfies Record<NoticeRefusal, () => string>;

/** Why notice could not be given. */
export function noticeRefusalWord(refusal: NoticeRefusal): string {
  return noticeRefusals[refusal]();
}

const monthRefusals = {
  "month-not-over": m.contracts_refused_month_not_over,
  "month-before-open": m.contracts_refused_month_before_open,
  "month-closed": m.contracts_refused_already_closed,
  "nothing-to-close": m.contracts_refused_nothing_to_close,
  "draft-changed": m.contracts_refused_draft_changed,
  "vat-differs": m.contracts_refused_vat_differs,
  "hours-frozen": m.contracts_refused_hours_frozen,
  "conversion-credit": m.contracts_refused_conversion_credit,
} satisfies Record<MonthRefusal, () => string>;

/** Why a month was not closed or corrected, and the way out. */
export function monthRefusalWord(refusal: MonthRefusal): string {
  return monthRefusals[refusal]();
}

const chargeRefusals = {
  "charge-ends-earlier": m.contracts_refused_charge_ends_earlier,
  "charge-taken-back": m.contracts_refused_charge_taken_back,
  "charge-before-start": m.contracts_refused_charge_before_start,
  "charge-is-once": m.contracts_refused_charge_is_once,
} satisfies Record<ChargeRefusal, () => string>;

/** Why what a request costs was not ended. */
export function chargeRefusalWord(refusal: ChargeRefusal): string {
  return chargeRefusals[refusal]();
}

const jobRefusals = {
  "job-ahead": m.contracts_refused_job_ahead,
  "job-not-in-contract": m.contracts_refused_job_not_in_contract,
  "job-too-late": m.contracts_refused_job_too_late,
} satisfies Record<JobRefusal, () => string>;

/** Why a job was not recorded. */
export function jobRefusalWord(refusal: JobRefusal): string {
  return jobRefusals[refusal]();
}
