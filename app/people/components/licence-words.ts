import type { LicenceDifference } from "#app/people/rules/licence-differences.ts";
import type { DecreaseWindow } from "#app/people/rules/decrease-window.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const words = {
  mailbox: m.people_difference_mailbox,
  leaver: m.people_held_by_leavers,
  free: m.people_free,
  short: m.people_short,
  "contract-more": m.people_difference_contract_more,
  "contract-fewer": m.people_difference_contract_fewer,
  "no-line": m.people_difference_no_line,
} satisfies Record<LicenceDifference["kind"], (input: { n: number; count: string }) => string>;

/** Why two of a licence's numbers differ, in a few words. */
export function licenceWords({ kind, count }: LicenceDifference): string {
  return words[kind]({ n: count, count: formatNumber(count) });
}

/** When there may be fewer of a licence, and until when that is to be decided. */
export function decreaseWords({ isOpen, earliestOn, decideBy }: DecreaseWindow): string {
  return isOpen
    ? m.people_decrease_now({ day: formatDay(decideBy) })
    : m.people_decrease_from({ from: formatDay(earliestOn), day: formatDay(decideBy) });
}
