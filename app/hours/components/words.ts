import type { CorrectRefusal } from "#app/hours/correct-time-entry.server.ts";
import type { DeleteRefusal } from "#app/hours/delete-time-entry.server.ts";
import type { LedgerLine } from "#app/hours/ledger-page.server.ts";
import type { PostRefusal } from "#app/hours/post-time-entry.server.ts";
import type { ExplainLine } from "#app/hours/rules/explain.ts";
import type { Period } from "#app/hours/rules/hours-filter.ts";
import type { WorkedRefusal } from "#app/hours/rules/worked-minutes.ts";
import type { Nature } from "#app/hours/rules/nature.ts";
import { formatDay, formatMinutes, formatMoney, formatNumber, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The words of one line of an entry's arithmetic; page, letter and document say the same. */
export function lineWords(line: ExplainLine): string {
  switch (line.kind) {
    case "worked": return m.hours_line_worked();
    case "minimum": return m.hours_line_minimum({ minutes: formatMinutes(line.minimumMinutes) });
    case "rounding": return m.hours_line_rounding({ minutes: formatNumber(line.roundingMinutes) });
    case "multiplier": return m.hours_line_multiplier({ percent: formatRate(line.percent * 100) });
    case "free": return m.hours_line_free();
    case "billed": return m.hours_line_billed();
    case "block": return line.valueMinor > 0
      ? m.hours_line_block_value({ block: line.lotId, value: formatMoney(line.valueMinor, line.currency) })
      : m.hours_line_block({ block: line.lotId });
    case "uncovered": return m.hours_line_uncovered();
  }
}

/** An entry's arithmetic in one line: "0 u 20 → min. 0 u 30 → afgerond 0 u 35"; nothing where worked is what is billed. */
export function shortSum(steps: ExplainLine[]): string {
  if (steps.length < 2) return "";
  return steps.map((line) => shortStep(line).replaceAll(" ", "\u00a0")).filter(Boolean).join(" → ");
}

function shortStep(line: ExplainLine): string {
  const minutes = formatMinutes(line.minutes);
  switch (line.kind) {
    case "worked": return minutes;
    case "minimum": return m.hours_short_minimum({ minutes });
    case "rounding": return m.hours_short_rounding({ minutes });
    case "multiplier": return m.hours_short_multiplier({ percent: formatRate(line.percent * 100), minutes });
    case "free": return m.hours_short_free();
    default: return "";
  }
}

/** A block's size: whole hours in a word, "10 uur", else hours and minutes. */
export function sizeWords(minutes: number): string {
  return minutes % 60 === 0 ? m.hours_whole({ hours: formatNumber(minutes / 60) }) : formatMinutes(minutes);
}

/** Whether work was asked for or prevented trouble. */
export function natureWord(nature: Nature): string {
  return nature === "reactive" ? m.hours_nature_reactive() : m.hours_nature_proactive();
}

const periodWords = {
  month: m.hours_period_month, "last-month": m.hours_period_last_month, quarter: m.hours_period_quarter,
  year: m.hours_period_year, all: m.hours_period_all, custom: m.hours_period_custom,
} satisfies Record<Period, () => string>;

/** A period of the hours page. */
export function periodWord(period: Period): string {
  return periodWords[period]();
}

const refusals = {
  "no-such-request": m.hours_refused_no_such_request,
  "no-such-work-type": m.hours_refused_no_such_work_type,
  "day-in-future": m.hours_refused_day_in_future,
  "start-in-future": m.hours_refused_start_in_future,
  "no-hours-account": m.hours_refused_no_hours_account,
  "account-frozen": m.hours_refused_account_frozen,
  "below-zero-refused": m.hours_refused_below_zero,
  "late-without-reason": m.hours_refused_late_without_reason,
  "already-saved": m.hours_refused_already_saved,
  stale: m.hours_refused_stale,
  deleted: m.hours_refused_deleted,
  "no-such-entry": m.hours_refused_no_such_entry,
  contested: m.query_refused_contested,
  "needs-word": m.approval_refused_needs_word,
  "too-long-ago": m.approval_refused_too_long_ago,
} satisfies Record<PostRefusal | CorrectRefusal | DeleteRefusal, () => string>;

/** Why time was not written, changed or taken back, and the way on. */
export function timeRefusalWords(refusal: PostRefusal | CorrectRefusal | DeleteRefusal): string {
  return refusals[refusal]();
}

const workedRefusals = {
  "duration-missing": m.hours_worked_missing,
  "duration-not-understood": m.hours_worked_not_understood,
  "end-without-start": m.hours_worked_end_without_start,
  "end-is-start": m.hours_worked_end_is_start,
  "too-long": m.hours_worked_too_long,
  "duration-differs": m.hours_worked_differs,
} satisfies Record<WorkedRefusal, () => string>;

/** What is wrong with a duration, and how it may be typed. */
export function workedRefusalWords(refusal: WorkedRefusal): string {
  return workedRefusals[refusal]();
}

const sources: Record<string, (input: { block: number }) => string> = {
  purchase: m.hours_op_purchase, auto_topup: m.hours_op_auto_topup, grant: m.hours_op_grant, goodwill: m.hours_op_goodwill, import: m.hours_op_import,
};

/** What an act of the ledger was: a block bought, work on a request, hours that lapsed. */
export function opWords(line: LedgerLine): string {
  switch (line.kind) {
    case "credit": return (sources[line.source ?? "purchase"] ?? m.hours_op_grant)({ block: line.lotId ?? 0 });
    case "time": return line.title ?? "";
    case "expire": return m.hours_op_expire();
    case "configure": return m.hours_op_configure();
    case "payment": return m.hours_op_payment();
    case "adjust": return m.hours_op_adjust();
  }
}

/** The line under an act: why and for when. */
export function opDetail(line: LedgerLine): string {
  const parts = [
    line.kind === "time" && (line.revision ?? 1) > 1 ? (line.minutes === 0 ? m.hours_op_time_deleted() : m.hours_op_time_changed()) : "",
    line.kind === "time" && line.effectiveOn !== line.recordedOn ? m.hours_op_worked_on({ day: formatDay(line.effectiveOn, "short") }) : "",
    line.reason ?? "",
  ];
  return parts.filter(Boolean).join(" · ");
}
