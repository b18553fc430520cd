import { nextStates, type RequestKind, type RequestState } from "#app/requests/rules/request-state.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";
import { SelectControl } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";

const steps: Partial<Record<RequestState, (from: RequestState) => string>> = {
  new: m.desk_step_ask_again,
  in_progress: (from) =>
    from === "new" ? m.desk_step_take() : from === "done" ? m.desk_step_reopen() : m.desk_step_resume(),
  waiting: m.desk_step_wait,
  done: m.desk_step_finish,
};

/** What staff most likely do next; it gets the filled button. */
const likely: Partial<Record<RequestState, RequestState>> = {
  new: "in_progress",
  in_progress: "done",
  waiting: "in_progress",
};

/** The steps that a request can take from here, one button each; the form says from where, so that two tabs can't both be right. */
export function RequestSteps({
  by,
  state,
  kind,
}: {
  by: "staff" | "client";
  state: RequestState;
  kind: RequestKind;
}) {
  const next = nextStates(by, { state, kind });
  if (next.length === 0) return null;
  if (next.includes("withdrawn"))
    return (
      <ConfirmStep
        label={m.change_withdraw()}
        text={m.change_withdraw_text()}
        button={m.change_withdraw()}
        intent="move"
        hidden={{ from: state, to: "withdrawn" }}
      />
    );
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="from" value={state} />
      <ButtonRow>
        {next.map((to) => (
          <SubmitButton
            key={to}
            name="to"
            value={to}
            tone={by === "staff" && to === likely[state] ? "primary" : "secondary"}
            size={by === "staff" ? "small" : "normal"}
          >
            {steps[to]?.(state)}
          </SubmitButton>
        ))}
      </ButtonRow>
    </Form>
  );
}

interface AssignFormProps {
  assigneeId: string | null;
  me: string;
  colleagues: { id: string; name: string }[];
  /** For the note: the form sent twice writes one. */
  noteId: string;
}

/** Gives the request to oneself, a colleague or nobody, with an internal note where there is something to say. */
export function AssignForm({ assigneeId, me, colleagues, noteId }: AssignFormProps) {
  return (
    <Form method="post" className="flex flex-wrap items-end gap-2.5">
      <input type="hidden" name="intent" value="assign" />
      <input type="hidden" name="from" value={assigneeId ?? ""} />
      <input type="hidden" name="noteId" value={noteId} />
      <label className="min-w-0 flex-1 basis-48">
        <span className="mb-1 block text-sm font-semibold">{m.desk_assign_to()}</span>
        <SelectControl
          key={assigneeId ?? ""}
          name="to"
          defaultValue={assigneeId ?? ""}
          options={[
            { value: "", label: m.desk_nobody() },
            ...colleagues.map(({ id, name }) => ({
              value: id,
              label: id === me ? m.desk_assign_me({ name }) : name,
            })),
          ]}
        />
      </label>
      <TextField
        key={noteId}
        className="flex-1 basis-48"
        field={{ id: "assign-note", name: "note", maxLength: 8000 }}
        label={m.desk_assign_note()}
        optional
        autoComplete="off"
      />
      <SubmitButton tone="secondary" name="act" value="assign">
        {m.desk_assign()}
      </SubmitButton>
    </Form>
  );
}
