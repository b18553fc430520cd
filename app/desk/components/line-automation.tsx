import type { ShownLine } from "#app/desk/change-panel.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";

type Automation = NonNullable<ShownLine["automation"]>;
type Call = NonNullable<Automation["call"]>;

const states: Record<Call["state"], { word: () => string; tone: Tone }> = {
  waiting: { word: m.automation_state_waiting, tone: "info" },
  done: { word: m.automation_state_done, tone: "good" },
  failed: { word: m.automation_state_failed, tone: "negative" },
  "no-answer": { word: m.automation_state_no_answer, tone: "negative" },
  "taken-over": { word: m.automation_state_taken_over, tone: "neutral" },
};

interface LineAutomationProps {
  line: ShownLine;
  zone: ZoneText;
  editable: boolean;
}

/** How the automation of a line stands: called, waiting or answered, with its log, and what a person can do about it. */
export function LineAutomation({ line, zone, editable }: LineAutomationProps) {
  const { automation } = line;
  if (!automation) return null;
  const { call, name, at } = automation;
  const isOpen = line.doneAt === null;
  if (!call)
    return isOpen ? (
      <p className="text-sm text-muted">
        {at === "hour" ? m.automation_calls_at_hour({ name }) : m.automation_calls({ name })}
      </p>
    ) : null;
  const { word, tone } = states[call.state];
  const act = call.state === "waiting" ? "take-over" : "call-again";
  return (
    <div className="mt-1 grid justify-items-start gap-1.5 text-sm">
      <Badge size="small" tone={tone}>
        {word()}
      </Badge>
      <p className="text-muted">{callWords(call, name, zone)}</p>
      {call.log && (
        <details className="w-full">
          <summary className="inline-flex min-h-11 items-center text-primary">{m.automation_log()}</summary>
          <pre className="max-h-80 overflow-auto rounded-md bg-sunk p-2.5 text-xs whitespace-pre-wrap">
            {call.log}
          </pre>
        </details>
      )}
      {editable && isOpen && (
        <ReplyForm which={{ position: String(line.position) }}>
          <SubmitButton name="intent" value={act} tone="secondary" size="small">
            {act === "take-over" ? m.automation_take_over() : m.automation_call_again()}
            <span className="sr-only">: {line.text}</span>
          </SubmitButton>
        </ReplyForm>
      )}
    </div>
  );
}

function callWords(call: Call, name: string, zone: ZoneText): string {
  const at = (instant: Date): string => formatInstant(instant, zone);
  const parts = [m.automation_called_at({ name, at: at(call.calledAt) })];
  if (call.state === "waiting") parts.push(m.automation_answer_by({ at: at(call.dueAt) }));
  if (call.endedBy && call.endedAt)
    parts.push(m.automation_taken_over_by({ name: call.endedBy, at: at(call.endedAt) }));
  if (call.answeredAt) {
    const isLate = call.state !== call.answer;
    const words = call.answer === "done" ? m.automation_state_done() : m.automation_state_failed();
    parts.push(
      isLate
        ? m.automation_answered_late({ answer: words, at: at(call.answeredAt) })
        : m.automation_answered_at({ at: at(call.answeredAt) }),
    );
  }
  return parts.join(" ");
}
