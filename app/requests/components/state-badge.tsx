import { useContext } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { stateTone, stateWord } from "#app/requests/components/words.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { Badge } from "#app/ui/badge.tsx";
import { BrandContext } from "#app/ui/brand.ts";

interface StateBadgeProps {
  state: RequestState;
  /** Whether a new request has been approved: its client reads that, and for whom it waits; in a list, the word alone. */
  approved?: boolean | undefined;
  brief?: boolean | undefined;
}

/** How a request stands, as a badge. */
export function StateBadge({ state, approved = false, brief = false }: StateBadgeProps) {
  const { mspName } = useContext(BrandContext);
  return (
    <Badge tone={stateTone(state)} size="small">
      {approved && state === "new"
        ? brief || mspName === null
          ? m.desk_state_approved()
          : m.desk_state_approved_waits({ msp: mspName })
        : stateWord(state)}
    </Badge>
  );
}
