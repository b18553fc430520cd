import { stateTone, stateWord } from "#app/desk/components/words.ts";
import type { RequestState } from "#app/desk/rules/request-state.ts";
import { Badge } from "#app/ui/badge.tsx";

/** How a request stands, as a badge. */
export function StateBadge({ state }: { state: RequestState }) {
  return (
    <Badge tone={stateTone(state)} size="small">
      {stateWord(state)}
    </Badge>
  );
}
