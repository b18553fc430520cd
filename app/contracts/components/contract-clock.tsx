import type { ClockEvent } from "#app/contracts/rules/clock-events.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Day } from "#app/platform/day.ts";

/** What a day of the contract's clock means. */
export function clockWords({ kind, reason }: ClockEvent): string {
  switch (kind) {
    case "starts":
      return m.contracts_clock_starts();
    case "last-notice":
      return m.contracts_clock_last_notice();
    case "renews":
      return m.contracts_clock_renews();
    case "term-ends":
      return m.contracts_clock_term_ends();
    case "ends":
      return m.contracts_clock_ends();
    case "version":
      return reason ? m.contracts_clock_version({ reason }) : m.contracts_clock_starts();
    case "terms":
      return m.contracts_clock_terms({ reason: reason ?? "" });
    case "indexation":
      return m.contracts_clock_indexation();
  }
}

/** A contract's days in order, as a line with today on it; the nearest one ahead is marked. */
export function ContractClock({ events, today }: { events: readonly ClockEvent[]; today: Day }) {
  const next = events.find(({ on }) => on >= today);
  return (
    <ol className="border-l-2 border-line pl-5">
      {events.map((event) => (
        <li key={`${event.kind}-${event.on}`} className="relative pb-4 last:pb-0">
          <span
            aria-hidden="true"
            className={`absolute top-1.5 -left-[1.6875rem] size-3 rounded-full border-2 ${event.on < today ? "border-line bg-line" : event === next ? "border-primary bg-primary" : "border-primary bg-card"}`}
          />
          <p className="font-semibold">
            {formatDay(event.on, "long")}
            {event.on >= today && (
              <span className="ml-2 text-sm font-normal text-muted">
                {m.contracts_clock_in({ days: event.inDays })}
              </span>
            )}
          </p>
          <p className={event.on < today ? "text-muted" : undefined}>{clockWords(event)}</p>
        </li>
      ))}
    </ol>
  );
}
