import type { DashboardPage } from "#app/portal/dashboard-page.server.ts";
import { formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";

type Contract = NonNullable<DashboardPage["contract"]>;

/** What a managed client pays a month and what is in it; `lead` is for a client without hours, where it is the page's answer. */
export function ContractCard({ contract, lead = false }: { contract: Contract; lead?: boolean | undefined }) {
  const price = formatMoney(contract.seatPriceMinor, contract.currency);
  const total = formatMoney(contract.seats * contract.seatPriceMinor, contract.currency);
  const sum = m.hours_contract_seats({ seats: formatNumber(contract.seats), price, total });
  if (!lead)
    return (
      <Card title={m.hours_contract_title()} titleId="contract">
        <p className="font-semibold">{contract.name}</p>
        <p className="text-muted">{`${sum} ${m.hours_contract_tax()}`}</p>
      </Card>
    );
  return (
    <Card padding="large">
      <h2 className="text-muted">{`${m.hours_contract_title()} · ${contract.name}`}</h2>
      <p className="my-1 font-display text-[2.25rem] leading-tight font-bold tracking-[-0.02em]">
        {formatNumber(contract.seats)}{" "}
        <span className="text-lg font-normal tracking-normal text-muted">{m.hours_seats_label()}</span>
      </p>
      <p className="text-lg">
        {sum} <span className="text-sm text-muted">{m.hours_contract_tax()}</span>
      </p>
      <p className="mt-3 max-w-prose text-muted">{m.hours_contract_lead()}</p>
      <p className="mt-1 max-w-prose text-muted">{m.hours_contract_includes()}</p>
    </Card>
  );
}
