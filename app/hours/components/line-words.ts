import type { ExplainLine } from "#app/hours/rules/explain.ts";
import { formatMinutes, formatMoney, formatNumber, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The words of one line of an entry's arithmetic; page, letter and document say the same. */
export function lineWords(line: ExplainLine): string {
  switch (line.kind) {
    case "worked":
      return m.hours_line_worked();
    case "minimum":
      return m.hours_line_minimum({ minutes: formatMinutes(line.minimumMinutes) });
    case "rounding":
      return m.hours_line_rounding({ minutes: formatNumber(line.roundingMinutes) });
    case "multiplier":
      return m.hours_line_multiplier({ percent: formatRate(line.percent * 100) });
    case "free":
      return m.hours_line_free();
    case "covered":
      return m.hours_line_covered();
    case "billed":
      return m.hours_line_billed();
    case "block":
      return line.valueMinor > 0
        ? m.hours_line_block_value({ block: line.lotId, value: formatMoney(line.valueMinor, line.currency) })
        : m.hours_line_block({ block: line.lotId });
    case "uncovered":
      return m.hours_line_uncovered();
  }
}
