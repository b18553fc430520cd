import type { ReportChange } from "#app/people/rules/report-changes.ts";
import { levelWords } from "#app/people/words.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

type Said = { who: string; what: string; level: string; was: string; is: string };
const words = {
  joined: m.people_change_joined,
  left: m.people_change_left,
  "seat-given": m.people_change_seat_given,
  "seat-taken": m.people_change_seat_taken,
  "licence-given": m.people_change_licence_given,
  "licence-taken": m.people_change_licence_taken,
  "right-given": m.people_change_right_given,
  "right-taken": m.people_change_right_taken,
  "device-added": m.people_change_device_added,
  "device-removed": m.people_change_device_removed,
  "device-given": m.people_change_device_given,
  "device-taken": m.people_change_device_taken,
  bought: m.people_change_bought,
} satisfies Record<ReportChange["kind"], (input: Said) => string>;

/** What changed between two reports, in a few words. */
export function changeWords(change: Omit<ReportChange, "on">): string {
  const { kind, who, what, level, was, is, told } = change;
  const said = words[kind]({
    who,
    what,
    level: level ? levelWords[level]() : "",
    was: formatNumber(was ?? 0),
    is: formatNumber(is ?? 0),
  });
  return told === "withdrawn" ? m.people_change_withdrawn({ what: said }) : said;
}

/** Why a change of an earlier day is told now; null where nothing needs saying. */
export function toldWords({ told }: Pick<ReportChange, "told">): string | null {
  return told === "late" ? m.people_change_late() : null;
}
