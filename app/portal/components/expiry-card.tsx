import type { DashboardPage } from "#app/portal/dashboard-page.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

/** Hours that lapse within a month, and work that they could still be used for: one tap asks for it. */
export function ExpiryCard({ lapsing }: { lapsing: NonNullable<DashboardPage["lapsing"]> }) {
  return (
    <Card
      title={m.manage_expiry_title({
        minutes: formatMinutes(lapsing.minutes),
        day: formatDay(lapsing.on, "dayMonth"),
      })}
      titleId="expiry"
      className="border-low-edge"
    >
      <p className="text-muted">{m.manage_use_them()}</p>
      <ul className="mt-2 divide-y divide-line">
        {lapsing.ideas.map((idea) => (
          <li key={idea.key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <span className="min-w-0">
              <span className="block font-semibold">{idea.title}</span>
              <span className="block text-sm text-muted">
                {m.manage_about({ minutes: formatMinutes(idea.minutes) })}
              </span>
            </span>
            <LinkButton to={`/requests/new?idea=${idea.key}`} size="small">
              {m.manage_ask_for_this()}
              <span className="sr-only">: {idea.title}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
