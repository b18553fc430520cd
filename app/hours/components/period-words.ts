import type { Period } from "#app/hours/rules/hours-filter.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const periodWords = {
  month: m.hours_period_month,
  "last-month": m.hours_period_last_month,
  quarter: m.hours_period_quarter,
  year: m.hours_period_year,
  all: m.hours_period_all,
  custom: m.hours_period_custom,
} satisfies Record<Period, () => string>;

/** A period of the hours page. */
export function periodWord(period: Period): string {
  return periodWords[period]();
}
