import { Form } from "@remix-run/react";

import { storedRefusalWords } from "#app/desk/components/change-words.ts";
import { EffectLines } from "#app/desk/components/effect-lines.tsx";
import type { ChangePanel } from "#app/desk/change-panel.server.ts";
import { LineAutomation } from "#app/desk/components/line-automation.tsx";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { isAtWork, type RequestState } from "#app/requests/rules/request-state.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

interface ChecklistProps {
  change: ChangePanel;
  state: RequestState;
  zone: ZoneText;
  mayWork: boolean;
}

/** What people have to do, with who did it; once all is done, the button that completes the request. */
export function Checklist({ change, state, zone, mayWork }: ChecklistProps) {
  const editable = mayWork && isAtWork(state);
  const open = change.lines.filter(({ doneAt }) => doneAt === null).length;
  return (
    <Card
      title={m.change_checklist_title()}
      titleId="checklist"
      aside={
        <span className="text-sm text-muted">
          {m.change_checklist_count({ done: change.lines.length - open, all: change.lines.length })}
        </span>
      }
    >
      <ul className="divide-y divide-line">
        {change.lines.map((line) => (
          <li key={line.position} className="py-2.5 first:pt-0">
            <ChecklistLine line={line} zone={zone} editable={editable} />
          </li>
        ))}
      </ul>
      {editable && <AddLine />}
      {editable && <CompleteForm state={state} open={open} />}
    </Card>
  );
}

type Line = ChangePanel["lines"][number];

function ChecklistLine({ line, zone, editable }: { line: Line; zone: ZoneText; editable: boolean }) {
  const isDone = line.doneAt !== null;
  return (
    <div
      data-focus-group={`line-${line.position}`}
      className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex gap-2">
          {isDone && <Icon name="check" size={18} className="mt-0.5 flex-none text-primary" />}
          <span>{line.text}</span>
        </p>
        {line.doneAt && (
          <p className="text-sm text-muted">
            {m.change_line_done({
              name: line.doneBy ?? line.automation?.name ?? "",
              at: formatInstant(line.doneAt, zone),
            })}
            {line.proof && <span className="block wrap-anywhere">{line.proof}</span>}
          </p>
        )}
        {line.automation && <LineAutomation line={line} zone={zone} editable={editable} />}
      </div>
      {editable && (
        <ReplyForm which={{ position: String(line.position) }} className="flex flex-wrap items-end gap-2.5">
          {!isDone && (
            <TextField
              field={{ id: `proof-${line.position}`, name: "proof", maxLength: 300 }}
              label={
                <>
                  {m.change_line_proof()}
                  <span className="sr-only">: {line.text}</span>
                </>
              }
              optional
              autoComplete="off"
            />
          )}
          <SubmitButton name="intent" value={isDone ? "undo-line" : "line"} tone="secondary" size="small">
            {isDone ? m.change_line_reopen() : m.change_line_tick()}
            <span className="sr-only">: {line.text}</span>
          </SubmitButton>
        </ReplyForm>
      )}
    </div>
  );
}

function AddLine() {
  return (
    <ReplyForm which={{}} className="flex flex-wrap items-end gap-2.5 border-t border-line pt-3">
      <TextField
        field={{ id: "new-line", name: "text", maxLength: 200, minLength: 3, required: true }}
        label={m.change_line_new()}
        className="flex-1 basis-52"
        autoComplete="off"
      />
      <SubmitButton name="intent" value="add-line" tone="secondary" size="small">
        {m.change_line_add()}
      </SubmitButton>
    </ReplyForm>
  );
}

function CompleteForm({ state, open }: { state: RequestState; open: number }) {
  return (
    <Form method="post" className="mt-3 grid gap-2 border-t border-line pt-3">
      <input type="hidden" name="from" value={state} />
      {open > 0 && <p className="text-sm text-muted">{m.change_complete_open({ count: open })}</p>}
      <div>
        <SubmitButton name="intent" value="complete" tone={open > 0 ? "secondary" : "primary"}>
          {m.change_complete()}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** What completing a request changes in the client's records, or that it did; and why it could not. */
export function EffectPreview({ change, zone }: { change: ChangePanel; zone: ZoneText }) {
  if (change.effect === "none" || change.effectState === "dropped") return null;
  const isOver = change.effectState === "done" || change.effectState === "undone";
  return (
    <Card title={isOver ? m.change_effect_done_title() : m.change_effect_title()} titleId="effect">
      <Stack gap="tight">
        {change.effectRefusal && (
          <Notice tone="error" quiet>
            {m.change_effect_failed({ why: storedRefusalWords(change.effectRefusal) })}
          </Notice>
        )}
        {isOver ? (
          <p className="text-muted">
            {change.effectState === "done" ? m.change_effect_done() : m.change_effect_was_undone()}
          </p>
        ) : (
          <>
            <EffectLines lines={change.preview} />
            {change.effectAt && (
              <p className="text-sm text-muted">
                {m.change_effect_on({ at: formatInstant(change.effectAt, zone) })}
              </p>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
