import { addDays, daysBetween, type Day } from "#app/platform/day.ts";
import { monthOf } from "#app/contracts/rules/month.ts";
import type { ClockEvent } from "#app/contracts/rules/clock-events.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";

import { clockWords } from "./contract-clock.tsx";
import { monthWords } from "./line-words.ts";

interface ContractCardProps {
  /** The total is left out for who may not see prices. */
  contract: {
    names: string[];
    totalMinor?: number;
    currency: string;
    nextOn: { kind: ClockEvent["kind"]; on: Day } | null;
  };
  today: Day;
  to: string;
  /** For a client without hours, where it is the page's answer. */
  lead?: boolean | undefined;
}

/** A client's contract in a few lines: what this month comes to, the next day to remember, and the way to the reasons. */
export function ContractCard({ contract, today, to, lead = false }: ContractCardProps) {
  const { names, totalMinor, currency, nextOn } = contract;
  const month = monthWords(monthOf(today));
  return (
    <Card title={m.contracts_card_title()} titleId="contract" padding={lead ? "large" : "normal"}>
      <p className="font-semibold">{names.join(", ")}</p>
      {totalMinor !== undefined && (
        <p className={lead ? "my-1 font-display text-xl font-semibold" : "text-muted"}>
          {m.contracts_card_month({ amount: formatMoney(totalMinor, currency), month })}
        </p>
      )}
      {nextOn && nextOn.on <= addDays(today, 90) && daysBetween(today, nextOn.on) >= 0 && (
        <p className="text-muted">
          {m.contracts_card_next({
            what: clockWords({ ...nextOn, inDays: daysBetween(today, nextOn.on), reason: null }),
            day: formatDay(nextOn.on),
          })}
        </p>
      )}
      <p className="mt-3">
        <TextLink to={to}>{m.contracts_card_link()}</TextLink>
      </p>
    </Card>
  );
}
