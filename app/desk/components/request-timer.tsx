import { Form } from "@remix-run/react";

import type { Timer } from "#app/desk/store/timer-store.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";

/** The reader's timer: start it here, stop it into a time entry, or the way to where it runs. */
export function RequestTimer({
  timer,
  requestId,
  zone,
}: {
  timer: Timer | null;
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
  const act = timer ? "stop" : "start";
  return (
    <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
      <input type="hidden" name="intent" value="timer" />
      {timer && <span>{m.queue_timer_runs({ since: formatInstant(timer.startedAt, zone) })}</span>}
      <SubmitButton name="act" value={act} tone="secondary" size="small">
        {timer ? m.queue_timer_stop() : m.queue_timer_start()}
      </SubmitButton>
    </Form>
  );
}
