import { addDays, daysBetween, type Day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { clockWords } from "./components/contract-clock.tsx";
import { monthWords } from "./components/line-words.ts";
import type { ContractSummary } from "./contract-page.server.ts";
import { monthOf } from "./rules/month.ts";

/** A contract on its card, in words. */
export type ContractCardWords = { names: string; month: string | null; next: string | null };

/** Words a contract's summary: what this month comes to (where the total is there), and the next day to remember within 90 days. */
export function contractCardOf(contract: ContractSummary, today: Day): ContractCardWords {
  const { names, totalMinor, currency, nextOn } = contract;
  const inDays = nextOn ? daysBetween(today, nextOn.on) : -1;
  return {
    names: names.join(", "),
    month:
      totalMinor === undefined
        ? null
        : m.contracts_card_month({
            amount: formatMoney(totalMinor, currency),
            month: monthWords(monthOf(today)),
          }),
    next:
      nextOn && inDays >= 0 && nextOn.on <= addDays(today, 90)
        ? m.contracts_card_next({
            what: clockWords({ ...nextOn, inDays, reason: null }),
            day: formatDay(nextOn.on),
          })
        : null,
  };
}
