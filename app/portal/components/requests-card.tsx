import type { SentDashboard } from "#app/portal/sent-dashboard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";

/** What was asked and is not done, the latest two by name; `lead` is for who comes to ask, with the button to do so. */
export function RequestsCard({
  requests,
  open,
  lead = false,
}: {
  requests: SentDashboard["requests"];
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
              <Badge size="small" tone={request.tone}>
                {request.word}
              </Badge>
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
