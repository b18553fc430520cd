import { Form } from "@remix-run/react";

import type { Timer } from "#app/desk/store/timer-store.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";

/** The reader's timer: start it here, make a time entry of it or discard it, or the way to where it runs. */
export function RequestTimer({
  timer,
  requestId,
  zone,
}: {
  timer: Timer | null;
  /** The request of this page. */
  requestId: string;
  zone: string;
}) {
  if (timer && timer.requestId !== requestId)
    return (
      <p>
        {m.queue_timer_elsewhere()}{" "}
        <TextLink to={`/staff/requests/${timer.requestId}`}>
          #{timer.number} {timer.title}
        </TextLink>
      </p>
    );
  return (
    <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
      <input type="hidden" name="intent" value="timer" />
      {timer && (
        <span>
          {m.queue_timer_runs({ since: formatInstant(timer.startedAt, zone) })}
          <span className="block text-sm text-muted">{m.queue_timer_kept()}</span>
        </span>
      )}
      <ButtonRow>
        <SubmitButton name="act" value={timer ? "stop" : "start"} tone="secondary" size="small">
          {timer ? m.queue_timer_stop() : m.queue_timer_start()}
        </SubmitButton>
        {timer && (
          <SubmitButton name="act" value="discard" tone="quiet" size="small">
            {m.queue_timer_discard()}
          </SubmitButton>
        )}
      </ButtonRow>
    </Form>
  );
}
