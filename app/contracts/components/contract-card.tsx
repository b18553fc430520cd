import type { ContractCardWords } from "#app/contracts/contract-card.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";

interface ContractCardProps {
  contract: ContractCardWords;
  to: string;
  /** For a client without hours, where it is the page's answer. */
  lead?: boolean | undefined;
}

/** A client's contract in a few lines: what this month comes to, the next day to remember, and the way to the reasons. */
export function ContractCard({ contract, to, lead = false }: ContractCardProps) {
  return (
    <Card title={m.contracts_card_title()} titleId="contract" padding={lead ? "large" : "normal"}>
      <p className="font-semibold">{contract.names}</p>
      {contract.month && (
        <p className={lead ? "my-1 font-display text-xl font-semibold" : "text-muted"}>{contract.month}</p>
      )}
      {contract.next && <p className="text-muted">{contract.next}</p>}
      <p className="mt-3">
        <TextLink to={to}>{m.contracts_card_link()}</TextLink>
      </p>
    </Card>
  );
}
