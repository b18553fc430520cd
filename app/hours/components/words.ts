import type { ExplainLine } from "#app/hours/rules/explain.ts";
import type { Nature } from "#app/hours/rules/nature.ts";
import { formatMinutes, formatNumber, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** An entry's arithmetic in one line: "0 u 20 › min. 0 u 30 › afgerond 0 u 35"; nothing where worked is what is billed. */
export function shortSum(steps: ExplainLine[]): string {
  if (steps.length < 2) return "";
  return steps
    .map((line) => shortStep(line).replaceAll(" ", "\u00a0"))
    .filter(Boolean)
    .join(" › ");
}

function shortStep(line: ExplainLine): string {
  const minutes = formatMinutes(line.minutes);
  switch (line.kind) {
    case "worked":
      return minutes;
    case "minimum":
      return m.hours_short_minimum({ minutes });
    case "rounding":
      return m.hours_short_rounding({ minutes });
    case "multiplier":
      return m.hours_short_multiplier({ percent: formatRate(line.percent * 100), minutes });
    case "free":
      return m.hours_short_free();
    case "covered":
      return m.hours_short_covered();
    default:
      return "";
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
