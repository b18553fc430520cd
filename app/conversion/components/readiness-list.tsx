import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";

import { countReady, type ReadinessPoint, type ReadinessSide } from "#app/conversion/rules/readiness.ts";
import { readinessWord } from "#app/conversion/words.ts";

interface ReadinessListProps {
  points: ReadinessPoint[];
  side: ReadinessSide;
  /** Whether this person may confirm for its side. */
  mayConfirm: boolean;
}

/** What both sides check before a contract; each confirms for itself. */
export function ReadinessList({ points, side, mayConfirm }: ReadinessListProps) {
  return (
    <Card
      title={m.conversion_ready_title()}
      titleId="readiness"
      aside={
        <span className="text-sm text-muted">
          {m.conversion_ready_count({ ready: countReady(points), of: points.length })}
        </span>
      }
    >
      <p className="mb-3 text-muted">{m.conversion_ready_text()}</p>
      <ul className="divide-y divide-line">
        {points.map((point) => (
          <li key={point.item} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <span className="min-w-48 flex-1">{readinessWord(point.item)}</span>
            <span className="flex flex-wrap items-center gap-2">
              <Side name={m.conversion_side_msp()} done={point.msp !== null} />
              <Side
                name={side === "client" ? m.conversion_side_you() : m.conversion_side_client()}
                done={point.client !== null}
              />
              {mayConfirm && <Confirm point={point} side={side} />}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Side({ name, done }: { name: string; done: boolean }) {
  return (
    <Badge size="small" tone={done ? "good" : "neutral"}>
      {done ? m.conversion_side_done({ side: name }) : m.conversion_side_open({ side: name })}
    </Badge>
  );
}

function Confirm({ point, side }: { point: ReadinessPoint; side: ReadinessSide }) {
  const isDone = point[side] !== null;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="ready" />
      <input type="hidden" name="item" value={point.item} />
      <SubmitButton
        tone="quiet"
        size="small"
        name="on"
        value={isDone ? "off" : "on"}
        aria-label={`${isDone ? m.conversion_ready_undo() : m.conversion_ready_confirm()}: ${readinessWord(point.item)}`}
      >
        {isDone ? m.conversion_ready_undo() : m.conversion_ready_confirm()}
      </SubmitButton>
    </Form>
  );
}
