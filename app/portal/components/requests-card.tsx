import type { DashboardPage } from "#app/portal/dashboard-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { stateTone, stateWord } from "#app/requests/components/words.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";

type Look = { word: () => string; tone: ReturnType<typeof stateTone> };

/** The states that a client reads in words of its own. */
const own: Partial<Record<RequestState, Look>> = {
  new: { word: m.hours_state_new, tone: "info" },
  in_progress: { word: m.hours_state_in_progress, tone: "good" },
  waiting: { word: m.hours_state_waiting, tone: "low" },
};

function RequestBadge({ state }: { state: RequestState }) {
  const { word, tone } = own[state] ?? { word: () => stateWord(state), tone: stateTone(state) };
  return (
    <Badge size="small" tone={tone}>
      {word()}
    </Badge>
  );
}

/** What was asked and is not done, the latest two by name; `lead` is for who comes to ask, with the button to do so. */
export function RequestsCard({
  requests,
  open,
  lead = false,
}: {
  requests: DashboardPage["requests"];
  open: number;
  lead?: boolean | undefined;
}) {
  return (
    <Card
      title={m.hours_requests_title()}
      titleId="requests"
      aside={open > 0 && <span className="text-sm text-muted">{m.hours_requests_open({ count: open })}</span>}
    >
      {open === 0 && <p className="text-muted">{m.hours_requests_none()}</p>}
      <ul className="divide-y divide-line">
        {requests.map((request) => (
          <li key={request.id} className="flex items-baseline justify-between gap-3 py-2 first:pt-0">
            <TextLink to={`/requests/${request.id}`}>{request.title}</TextLink>
            <span className="flex-none">
              <RequestBadge state={request.state} />
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        {lead ? (
          <LinkButton to="/requests/new" tone="primary">
            {m.hours_requests_new()}
          </LinkButton>
        ) : (
          <TextLink to="/requests/new">{m.hours_requests_new()}</TextLink>
        )}
        {open > 0 && <TextLink to="/requests">{m.hours_requests_all()}</TextLink>}
      </p>
    </Card>
  );
}
