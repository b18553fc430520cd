import { Form } from "@remix-run/react";

import { priorityWords } from "#app/contracts/components/line-words.ts";
import { mergePlace } from "#app/desk/components/request-acts.ts";
import { snoozeWords } from "#app/desk/components/words.ts";
import type { RequestDetail } from "#app/desk/store/request-detail.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { priorities } from "#app/requests/rules/priority.ts";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Select } from "#app/ui/fields/select.tsx";

/** Priority, rest and merging of a request that is not done. */
export function QueueActs({ request, zone }: { request: RequestDetail; zone: string }) {
  if (!isAtWork(request.state)) return null;
  return (
    <details className="rounded-lg border border-line">
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-semibold">
        {m.queue_more_acts()}
      </summary>
      <div className="grid gap-5 px-4 pt-1 pb-4">
        <PriorityForm priority={request.priority} />
        <SnoozeForm snoozedUntil={request.snoozedUntil} zone={zone} />
        <div>
          <p className="mb-2 text-sm text-muted">{m.queue_merge_hint()}</p>
          <LinkButton to={mergePlace([request.id])} size="small">
            {m.queue_merge_page()}
          </LinkButton>
        </div>
      </div>
    </details>
  );
}

function PriorityForm({ priority }: Pick<RequestDetail, "priority">) {
  return (
    <Form method="post" className="flex flex-wrap items-end gap-2.5">
      <input type="hidden" name="intent" value="priority" />
      <Select
        key={priority}
        className="flex-1 basis-48"
        field={{ id: "priority", name: "to", initialValue: priority }}
        label={m.queue_col_priority()}
        options={priorities.map((value) => ({ value, label: priorityWords[value]() }))}
      />
      <SubmitButton tone="secondary" name="act" value="priority">
        {m.queue_set_priority()}
      </SubmitButton>
    </Form>
  );
}

function SnoozeForm({ snoozedUntil, zone }: { snoozedUntil: Date | null; zone: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="snooze" />
      <p className="font-semibold">{m.queue_snooze_title()}</p>
      <p className="mb-2 text-sm text-muted">
        {snoozedUntil ? m.queue_resting({ until: formatInstant(snoozedUntil, zone) }) : m.queue_snooze_hint()}
      </p>
      <ButtonRow>
        {snoozeWords.map(([until, word]) => (
          <SubmitButton key={until} name="until" value={until} tone="secondary" size="small">
            {word()}
          </SubmitButton>
        ))}
        {snoozedUntil && (
          <SubmitButton name="until" value="now" tone="secondary" size="small">
            {m.queue_snooze_now()}
          </SubmitButton>
        )}
      </ButtonRow>
    </Form>
  );
}
