import { Form } from "@remix-run/react";

import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { deliveryWords } from "#app/webhooks/components/words.ts";
import type { DeliveryState, ShownDelivery } from "#app/webhooks/store/delivery-store.server.ts";

const tones: Record<DeliveryState, Tone> = { waiting: "info", delivered: "good", "given-up": "negative" };

/** What was sent to an endpoint, with what it answered last; each can be sent again. */
export function EndpointLog({ deliveries, zone }: { deliveries: ShownDelivery[]; zone: string }) {
  return (
    <DataTable
      caption={m.webhooks_log()}
      rows={deliveries}
      rowKey={({ eventId }) => eventId}
      empty={
        <EmptyState title={m.webhooks_log_none()} icon="requests">
          {m.webhooks_log_none_hint()}
        </EmptyState>
      }
      columns={[
        {
          key: "event",
          header: m.webhooks_event(),
          primary: true,
          cell: ({ type, requestId }) =>
            requestId ? <TextLink to={`/staff/requests/${requestId}`}>{type}</TextLink> : type,
        },
        { key: "at", header: m.webhooks_at(), cell: ({ createdAt }) => formatInstant(createdAt, zone) },
        {
          key: "state",
          header: m.webhooks_state(),
          cell: ({ state, tries }) => (
            <TwoLines
              first={<Badge tone={tones[state]}>{deliveryWords[state]()}</Badge>}
              second={m.webhooks_tries({ count: tries })}
            />
          ),
        },
        { key: "answer", header: m.webhooks_answer(), cell: (row) => <LastTry row={row} zone={zone} /> },
        {
          key: "again",
          header: m.webhooks_resend(),
          hideHeader: true,
          cell: ({ eventId }) => (
            <Form method="post">
              <input type="hidden" name="eventId" value={eventId} />
              <SubmitButton name="intent" value="resend" tone="quiet" size="row">
                {m.webhooks_resend()}
              </SubmitButton>
            </Form>
          ),
        },
      ]}
    />
  );
}

function LastTry({ row, zone }: { row: ShownDelivery; zone: string }) {
  const { lastStatus, lastProblem, lastMs, lastAnswer, nextAt } = row;
  if (lastStatus === null && lastProblem === null) return null;
  return (
    <div className="grid gap-0.5">
      <span>
        {lastStatus ?? lastProblem} · {lastMs} ms
      </span>
      {lastAnswer && <code className="line-clamp-2 text-sm wrap-anywhere text-muted">{lastAnswer}</code>}
      {nextAt && (
        <span className="text-sm text-muted">{m.webhooks_next({ at: formatInstant(nextAt, zone) })}</span>
      )}
    </div>
  );
}
