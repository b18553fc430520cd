import type { ReactNode } from "react";

import type { ClientOverview } from "#app/office/client-overview.server.ts";
import { BalanceFigures, balanceMeaning } from "#app/hours/components/balance-card.tsx";
import { sizeWords } from "#app/hours/components/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** What is left of a client's hours, in the client's own card: the figure, until when, the strips. */
export function ClientHours({
  page: { balance, level },
  nextSteps,
}: {
  page: ClientOverview;
  /** What can be done while there is no block. */
  nextSteps: ReactNode;
}) {
  if (level === "none")
    return (
      <Card padding="none">
        <EmptyState title={m.desk_client_no_hours()} icon="hours" action={nextSteps}>
          {m.desk_client_no_hours_hint()}
        </EmptyState>
      </Card>
    );
  return (
    <BalanceFigures
      balance={balance}
      meaning={
        balance.owedMinutes === 0 && balance.postedMinutes === 0 && balance.everHadBlock
          ? m.manage_blocks_used_up({ total: sizeWords(balance.totalMinutes) })
          : balanceMeaning(balance)
      }
      approvalsAt={undefined}
    />
  );
}
