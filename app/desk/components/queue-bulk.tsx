import { priorityWords } from "#app/contracts/components/line-words.ts";
import type { BulkAct } from "#app/desk/queue-filter.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { priorities } from "#app/requests/rules/priority.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectControl } from "#app/ui/fields/select.tsx";
import { BulkBar } from "#app/ui/table/bulk-bar.tsx";

/** The form that the checkboxes of the queue belong to. */
export const bulkForm = "queue-bulk";

interface QueueBulkProps {
  colleagues: { id: string; name: string }[];
  /** The queue's address, to which the answer leads back. */
  here: string;
  resting: boolean;
}

/** What can be done with the chosen requests: one form, whose buttons say what. On a phone they are there once a request is chosen. */
export function QueueBulk({ colleagues, here, resting }: QueueBulkProps) {
  return (
    <BulkBar
      id={bulkForm}
      action={here}
      method="post"
      inPage
      label={m.queue_bulk_title()}
      className="bulk-when-ticked"
      keep={{ intent: "bulk" }}
    >
      <span className="flex flex-wrap items-center gap-1.5 py-1">
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
      </span>
    </BulkBar>
  );
}

function ActButton({ act, children }: { act: BulkAct; children: string }) {
  return (
    <SubmitButton name="act" value={act} tone="secondary" size="small" className="whitespace-nowrap">
      {children}
    </SubmitButton>
  );
}
