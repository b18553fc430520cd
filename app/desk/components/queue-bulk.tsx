import { Form } from "@remix-run/react";

import { priorityWords } from "#app/contracts/components/line-words.ts";
import type { BulkAct } from "#app/desk/rules/queue-filter.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { priorities } from "#app/requests/rules/priority.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectControl } from "#app/ui/fields/select.tsx";

/** The form that the checkboxes of the queue belong to. */
export const bulkForm = "queue-bulk";

interface QueueBulkProps {
  colleagues: { id: string; name: string }[];
  /** The queue's address, to which the answer leads back. */
  here: string;
  resting: boolean;
}

/** What can be done with the chosen requests: one form, whose buttons say what. */
export function QueueBulk({ colleagues, here, resting }: QueueBulkProps) {
  return (
    <Form
      method="post"
      id={bulkForm}
      action={here}
      aria-label={m.queue_bulk_title()}
      className="flex flex-wrap items-center gap-2.5 border-t border-line px-5 py-3 max-wide:hidden print:hidden"
    >
      <input type="hidden" name="intent" value="bulk" />
      <span className="text-sm text-muted">{m.queue_bulk_title()}</span>
      <ActButton act="take">{m.queue_take()}</ActButton>
      <ActButton act="wait">{m.queue_wait()}</ActButton>
      <ActButton act="finish">{m.desk_step_finish()}</ActButton>
      <ActButton act={resting ? "wake" : "snooze"}>
        {resting ? m.queue_snooze_now() : m.queue_snooze_until_tomorrow()}
      </ActButton>
      <span className="flex gap-1.5">
        <SelectControl
          name="assignTo"
          aria-label={m.queue_give_to()}
          defaultValue=""
          options={[
            { value: "", label: m.desk_nobody() },
            ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          dense
        />
        <ActButton act="assign">{m.queue_give()}</ActButton>
      </span>
      <span className="flex gap-1.5">
        <SelectControl
          name="priority"
          aria-label={m.queue_col_priority()}
          defaultValue="normal"
          options={priorities.map((value) => ({ value, label: priorityWords[value]() }))}
          dense
        />
        <ActButton act="priority">{m.queue_set_priority()}</ActButton>
      </span>
    </Form>
  );
}

function ActButton({ act, children }: { act: BulkAct; children: string }) {
  return (
    <SubmitButton name="act" value={act} tone="secondary" size="small" className="whitespace-nowrap">
      {children}
    </SubmitButton>
  );
}
