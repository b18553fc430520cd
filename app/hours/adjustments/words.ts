import type { AlertRefusal } from "#app/hours/alerts/set-alerts.server.ts";
import type { ExtendRefusal } from "#app/hours/adjustments/extend-hours.server.ts";
import type { GiveRefusal } from "#app/hours/adjustments/give-hours.server.ts";
import type { ImportRefusal } from "#app/hours/import/import-hours.server.ts";
import type { SetMonthlyRefusal } from "#app/hours/adjustments/monthly-hours.server.ts";
import type { MoveRefusal } from "#app/hours/adjustments/move-hours.server.ts";
import type { ThawRefusal } from "#app/hours/adjustments/thaw-account.server.ts";
import { alertMinutes, type AlertFacts, type AlertLevel } from "#app/hours/rules/alerts.ts";
import type { ImportError, ImportProblem } from "#app/hours/rules/import-rows.ts";
import { formatMinutes, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

type HoursRefusal =
  AlertRefusal | ExtendRefusal | GiveRefusal | ImportRefusal | MoveRefusal | SetMonthlyRefusal | ThawRefusal;

const refusals = {
  stale: m.manage_refused_stale,
  "below-zero-refused": m.hours_refused_below_zero,
  "no-hours-account": m.hours_refused_no_hours_account,
  "account-frozen": m.hours_refused_account_frozen,
  "clock-ahead": m.hours_refused_clock_ahead,
  "too-many-hours": m.hours_refused_too_many_hours,
  "day-passed": m.manage_refused_day_passed,
  "no-such-block": m.manage_refused_no_such_block,
  "not-later": m.manage_refused_not_later,
  "not-movable": m.manage_refused_not_movable,
  "has-errors": m.manage_refused_has_errors,
  "month-passed": m.manage_refused_month_passed,
  "still-broken": m.manage_refused_still_broken,
  "not-frozen": m.manage_refused_not_frozen,
  "nobody-told": m.manage_refused_nobody_told,
  "too-many": m.manage_refused_too_many,
  "same-level": m.manage_refused_same_level,
  "not-a-colleague": m.manage_refused_not_a_colleague,
  "alert-gone": m.manage_refused_alert_gone,
} satisfies Record<HoursRefusal, () => string>;

/** Why nothing was changed about hours, and the way on. */
export function hoursRefusalWords(refusal: HoursRefusal): string {
  return refusals[refusal]();
}

const problems = {
  empty: () => m.manage_problem_empty(),
  "quote-open": () => m.manage_problem_quote_open(),
  "column-missing": m.manage_problem_column_missing,
  "column-unknown": m.manage_problem_column_unknown,
  "column-twice": m.manage_problem_column_twice,
  "too-many-rows": m.manage_problem_too_many_rows,
  "client-missing": () => m.manage_problem_client_missing(),
  "sign-wrong": m.manage_problem_sign_wrong,
  "hours-wrong": m.manage_problem_hours_wrong,
  "hours-ambiguous": ({ value }) => m.typed_duration_ambiguous({ typed: value }),
  "price-wrong": m.manage_problem_price_wrong,
  "price-ambiguous": ({ value }) => m.typed_amount_ambiguous({ typed: value }),
  "worth-too-much": m.manage_problem_worth_too_much,
  "day-wrong": m.manage_problem_day_wrong,
  "day-ambiguous": ({ value }) => m.typed_day_ambiguous({ typed: value }),
  "reference-wrong": m.manage_problem_reference_wrong,
  "reference-twice": m.manage_problem_reference_twice,
  "too-many-cells": m.manage_problem_too_many_cells,
  "client-unknown": m.manage_problem_client_unknown,
  "client-ambiguous": m.manage_problem_client_ambiguous,
  "day-passed": m.manage_problem_day_passed,
  "reference-used": m.manage_problem_reference_used,
  "account-frozen": m.manage_problem_account_frozen,
} satisfies Record<ImportProblem, (input: { value: string }) => string>;

const columns: Record<string, () => string> = {
  client: m.manage_column_client,
  hours: m.manage_column_hours,
};

/** What is wrong on a line of a file, and what would be right. */
export function problemWords({ problem, value }: ImportError): string {
  return problems[problem]({ value: problem === "column-missing" ? (columns[value]?.() ?? value) : value });
}

/** An alert's level: "at 2 h", "at half of the last block". */
export function levelWords(
  alert: AlertLevel,
  facts: Pick<AlertFacts, "thresholdMinutes" | "lastBlockMinutes">,
): string {
  const minutes = alertMinutes(alert, facts);
  if (alert.kind === "account")
    return m.manage_level_account({ minutes: formatMinutes(facts.thresholdMinutes) });
  if (alert.kind === "minutes") return m.manage_level_minutes({ minutes: formatMinutes(alert.level) });
  const percent = formatNumber(alert.level);
  return minutes === null
    ? m.manage_level_percent_bare({ percent })
    : m.manage_level_percent({ percent, minutes: formatMinutes(minutes) });
}
