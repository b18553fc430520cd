import type { Renewal } from "#app/contracts/rules/clock.ts";
import type { Contract, Indexation, SaidTerms } from "#app/contracts/rules/contract.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatMoney, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const renewalWords = {
  none: m.contracts_renewal_none,
  manual: m.contracts_renewal_manual,
  automatic: m.contracts_renewal_automatic,
} satisfies Record<Renewal, () => string>;

/** What happens after a contract's term, in a sentence of its document. */
export function afterTermSentence({
  renewal,
  renewalMonths,
}: Pick<Contract, "renewal" | "renewalMonths">): string {
  if (renewal === "automatic" && renewalMonths > 0) return m.contracts_doc_renews({ months: renewalMonths });
  return renewal === "manual" ? m.contracts_doc_renewal_agreed() : m.contracts_doc_term_ends();
}

/** How a contract goes on, in one line: its term, its renewal and its notice, or the day on which it ends. */
export function termWords({
  termMonths,
  termEndsOn,
  endsOn,
  renewal,
  renewalMonths,
  noticeMonths,
}: SaidTerms & { endsOn: Day | null }): string {
  const term =
    termEndsOn !== null
      ? m.contracts_term_until({ day: formatDay(termEndsOn) })
      : termMonths === null
        ? m.contracts_term_open()
        : m.contracts_term_of({ months: termMonths });
  if (endsOn !== null) return [term, m.contracts_ends_and_stops({ day: formatDay(endsOn) })].join(" · ");
  return [
    term,
    renewal === "automatic" ? m.contracts_renews_by({ months: renewalMonths }) : renewalWords[renewal](),
    m.contracts_notice_of({ months: noticeMonths }),
  ].join(" · ");
}

/** By how much a price rises, as a rate or an amount. */
export function riseWords({ kind, value }: Pick<Indexation, "kind" | "value">, currency: string): string {
  return kind === "rate" ? formatRate(value) : formatMoney(value, currency);
}
