import type { ClientOverview } from "#app/office/client-overview.server.ts";
import { orderedWords } from "#app/hours/components/balance-card.tsx";
import { HoursFigure } from "#app/hours/components/hours-figure.tsx";
import { StripCard } from "#app/hours/components/strip-card.tsx";
import { sizeWords } from "#app/hours/components/words.ts";
import type { StripLot } from "#app/hours/rules/strips.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** What is left of a client's hours, as staff see it: the figure, until when, the strip card. */
export function ClientHours({ page }: { page: ClientOverview }) {
  if (page.level === "none")
    return (
      <Card padding="none">
        <EmptyState title={m.desk_client_no_hours()} icon="hours">
          {m.desk_client_no_hours_hint()}
        </EmptyState>
      </Card>
    );
  return (
    <Card padding="large">
      <div className="grid items-center gap-x-10 gap-y-5 desk:grid-cols-2">
        <div>
          <p className="text-muted">{m.desk_over()}</p>
          <HoursFigure minutes={page.netMinutes} size="medium" />
          <p className="text-muted">
            {page.validUntil
              ? m.desk_of_valid_until({
                  minutes: sizeWords(page.blockMinutes),
                  day: formatDay(page.validUntil, "long"),
                })
              : m.desk_of({ minutes: sizeWords(page.blockMinutes) })}
          </p>
          <div className="mt-3">
            <Badges page={page} />
          </div>
        </div>
        <StripCard lots={page.lots.map(toStrip)} owedMinutes={page.owedMinutes} />
      </div>
    </Card>
  );
}

function Badges({ page }: { page: ClientOverview }) {
  return (
    <BadgeRow>
      {page.level === "negative" && <Badge tone="negative">{m.desk_low_below_zero()}</Badge>}
      {page.level === "low" && (
        <Badge tone="low">{m.desk_low_warn({ minutes: formatMinutes(page.thresholdMinutes) })}</Badge>
      )}
      {page.emptyOn && (
        <Badge tone="good">{m.desk_empty_around({ day: formatDay(page.emptyOn, "dayMonth") })}</Badge>
      )}
      {page.pendingMinutes > 0 && (
        <Badge tone="info">{m.approval_pill({ minutes: formatMinutes(page.pendingMinutes) })}</Badge>
      )}
      {page.contestedMinutes > 0 && (
        <Badge tone="low">{m.query_on_balance({ minutes: formatMinutes(page.contestedMinutes) })}</Badge>
      )}
      {page.ordered.map((one) => (
        <Badge key={one.invoice} tone="info">
          {orderedWords(one)}
        </Badge>
      ))}
      {page.onItsWayMinutes > 0 && (
        <Badge tone="info">{m.desk_on_its_way({ minutes: formatMinutes(page.onItsWayMinutes) })}</Badge>
      )}
    </BadgeRow>
  );
}

function toStrip(lot: ClientOverview["lots"][number]): StripLot {
  return {
    label: m.desk_block_label({ number: lot.lotId, minutes: sizeWords(lot.minutes) }),
    totalMinutes: lot.minutes,
    remainingMinutes: lot.remaining,
    usedReactiveMinutes: lot.used - lot.usedProactive,
    usedProactiveMinutes: lot.usedProactive,
    pendingMinutes: 0,
    expiredMinutes: lot.expired,
    expiresSoon: lot.expiresSoon,
  };
}
