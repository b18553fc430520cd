import type { ShownClock } from "#app/desk/request-page.server.ts";
import type { ClockKind } from "#app/desk/rules/clock-facts.ts";
import { formatInstant, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";

const kinds = {
  response: m.queue_clock_response,
  resolution: m.queue_clock_resolution,
} satisfies Record<ClockKind, () => string>;

const states = {
  kept: { word: m.queue_clock_kept, tone: "good" },
  broken: { word: m.queue_clock_broken, tone: "negative" },
  late: { word: m.queue_clock_late, tone: "negative" },
  running: { word: m.queue_clock_running, tone: "info" },
  paused: { word: m.queue_clock_paused, tone: "neutral" },
} satisfies Record<ShownClock["state"], { word: () => string; tone: Tone }>;

/** The contract's promises for a request: client and staff read the same. Left out where nothing is promised. */
export function RequestClocks({ clocks, zone }: { clocks: ShownClock[]; zone: string }) {
  if (clocks.length === 0) return null;
  return (
    <Card title={m.queue_clock_title()} titleId="clocks">
      <ul className="divide-y divide-line">
        {clocks.map((clock) => (
          <li key={clock.kind} className="py-2.5 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <span className="font-semibold">{kinds[clock.kind]()}</span>
              <Badge tone={states[clock.state].tone} size="small">
                {states[clock.state].word()}
              </Badge>
            </p>
            <p>{standing(clock, zone)}</p>
            <p className="text-sm text-muted">
              {m.queue_clock_target({ target: formatMinutes(clock.targetMinutes) })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function standing({ dueAt, metAt, leftMinutes }: ShownClock, zone: string): string | null {
  const due = dueAt ? formatInstant(dueAt, zone) : null;
  if (due && metAt) return m.queue_clock_met({ at: formatInstant(metAt, zone), due });
  if (due) return m.queue_clock_due({ due });
  return leftMinutes === null ? null : m.queue_clock_left({ left: formatMinutes(leftMinutes) });
}
