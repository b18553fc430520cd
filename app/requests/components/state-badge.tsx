import { stateTone, stateWord } from "#app/requests/components/words.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { Badge } from "#app/ui/badge.tsx";

/** How a request stands, as a badge. */
export function StateBadge({ state }: { state: RequestState }) {
  return (
    <Badge tone={stateTone(state)} size="small">
      {stateWord(state)}
    </Badge>
  );
}
