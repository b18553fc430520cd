import { Form } from "@remix-run/react";

import type { RunningTimer } from "#app/office/staff-frame.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Link } from "#app/ui/link.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

/** The reader's timer on every staff page: on which request since when, and the way to make a time entry of it. It stands in the side column, and on a phone across the top. */
export function FrameTimer({ timer, place }: { timer: RunningTimer; place: "side" | "top" }) {
  const to = `/staff/requests/${timer.requestId}`;
  return (
    <section
      aria-label={m.desk_timer_title()}
      className={
        place === "side"
          ? "grid gap-1.5 rounded-lg bg-tint px-3 py-2.5 text-sm"
          : "flex items-center gap-3 bg-tint px-4 py-1 text-sm wide:hidden"
      }
    >
      <Link
        to={to}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-2 text-ink no-underline hover:underline"
      >
        <Icon name="hours" size={18} className="flex-none text-primary" />
        <span className="min-w-0">
          <span className="block truncate">
            <b className="font-semibold">#{timer.number}</b> {timer.title}
          </span>
          <span className="block text-muted">
            {m.desk_timer_since({ since: timer.clock ?? formatInstant(timer.startedAt, timer.zone) })}
          </span>
        </span>
      </Link>
      <Form method="post" action={to}>
        <input type="hidden" name="intent" value="timer" />
        <SubmitButton name="act" value="stop" tone="secondary" size="small">
          {m.desk_timer_stop()}
          <VisuallyHidden> #{timer.number}</VisuallyHidden>
        </SubmitButton>
      </Form>
    </section>
  );
}
