import type { Listed } from "#app/desk/components/queue-place.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { TimeSteps } from "#app/ui/wayfinding.tsx";

/** The ways to the previous and the next request of the queue, where it was listed in this tab. */
export function QueueNeighbours({ before, after }: { before: Listed | null; after: Listed | null }) {
  if (!before && !after) return null;
  return (
    <TimeSteps
      before={before && { to: `/staff/requests/${before.id}`, label: m.queue_previous() }}
      after={after && { to: `/staff/requests/${after.id}`, label: m.queue_next() }}
    />
  );
}
