import type { ReportChange } from "#app/people/rules/report-changes.ts";
import { levelWords } from "#app/people/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const words = {
  joined: m.people_change_joined,
  left: m.people_change_left,
  "licence-given": m.people_change_licence_given,
  "licence-taken": m.people_change_licence_taken,
  "right-given": m.people_change_right_given,
  "right-taken": m.people_change_right_taken,
} satisfies Record<ReportChange["kind"], (input: { who: string; what: string; level: string }) => string>;

/** What changed between two reports, in a few words. */
export function changeWords({ kind, who, what, level }: Omit<ReportChange, "on">): string {
  return words[kind]({ who, what, level: level ? levelWords[level]() : "" });
}
