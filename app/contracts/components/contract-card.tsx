import type { ReactNode } from "react";

import { monthlyTotalMinor, type Contract } from "#app/contracts/rules/contract.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

/** What the contract says: seats times price, what that makes a month, since when. */
export function ContractCard({ contract, aside }: { contract: Contract; aside?: ReactNode }) {
  const money = (minor: number): string => formatMoney(minor, contract.currency);
  return (
    <Card title={m.contracts_title()} titleId="contract" aside={aside}>
      <p className="font-semibold">{contract.name}</p>
      <p className="text-muted">
        {m.contracts_seats_times({
          seats: contract.seats,
          count: formatNumber(contract.seats),
          price: money(contract.seatPriceMinor),
        })}
      </p>
      <div className="mt-3">
        <DefinitionList
          items={[
            {
              term: m.contracts_per_month(),
              value: (
                <span className="font-semibold">
                  {m.contracts_excl_vat({ amount: money(monthlyTotalMinor(contract)) })}
                </span>
              ),
            },
            { term: m.contracts_starts(), value: formatDay(contract.startsOn, "long") },
            ...(contract.endsOn
              ? [{ term: m.contracts_ends(), value: formatDay(contract.endsOn, "long") }]
              : []),
          ]}
        />
      </div>
    </Card>
  );
}
