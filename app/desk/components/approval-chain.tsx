import { Link } from "@remix-run/react";
import { useId } from "react";

import { useGroupNames } from "#app/desk/components/group-name.ts";
import type { ChangePanel } from "#app/desk/change-panel.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ZoneText } from "#app/platform/zone-text.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ReplyForm } from "#app/ui/fields/reply-form.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";
import { Form } from "#app/ui/form.tsx";

type Step = ChangePanel["steps"][number];

const looks: Record<Step["state"], { word: () => string; tone: Tone }> = {
  later: { word: m.change_step_later, tone: "neutral" },
  open: { word: m.change_step_open, tone: "low" },
  approved: { word: m.change_step_approved, tone: "good" },
  refused: { word: m.change_step_refused, tone: "negative" },
  ended: { word: m.change_step_ended, tone: "neutral" },
};

/** Tells whether a request needed approval and has all of it. */
export function isApproved(change: Pick<ChangePanel, "steps"> | null): boolean {
  return (
    change !== null && change.steps.length > 0 && change.steps.every(({ state }) => state === "approved")
  );
}

/** Who approves a request, one step after another, with what was decided; and the way to decide for whom it is. */
export function ApprovalChain({
  change,
  zone,
  forStaff = false,
}: {
  change: ChangePanel;
  zone: ZoneText;
  forStaff?: boolean;
}) {
  if (change.steps.length === 0) return null;
  return (
    <Card title={m.change_chain_title()} titleId="chain">
      <ol className="grid gap-3">
        {change.steps.map((step) => (
          <li key={step.position}>
            <ChainStep step={step} zone={zone} forStaff={forStaff} />
          </li>
        ))}
      </ol>
      {change.decides && <DecideForm decides={change.decides} />}
    </Card>
  );
}

function ChainStep({ step, zone, forStaff }: { step: Step; zone: ZoneText; forStaff: boolean }) {
  const { nameOf, msp } = useGroupNames();
  const names = step.approvers.map(({ name }) => name).join(", ");
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="font-semibold">{nameOf(step.group)}</span>
        <Badge tone={looks[step.state].tone} size="small">
          {looks[step.state].word()}
        </Badge>
      </div>
      {names !== "" && (
        <p className="text-sm text-muted">
          {step.approvers.length > 1 ? m.change_n_of({ needed: step.needed, names }) : names}
        </p>
      )}
      {step.insteadOf && (
        <p className="text-sm text-muted">
          {step.group !== "msp"
            ? m.change_instead_of({ group: nameOf(step.insteadOf) })
            : forStaff
              ? m.change_instead_of_client({ msp })
              : m.change_instead_of_you({ msp })}
        </p>
      )}
      {step.decisions.map((decision) => (
        <div key={decision.userId} className="text-sm">
          <p>
            {decision.outcome === "approved"
              ? m.change_approved_by({
                  name: decision.byName,
                  at: formatInstant(new Date(decision.at), zone),
                })
              : m.change_refused_by({
                  name: decision.byName,
                  at: formatInstant(new Date(decision.at), zone),
                })}
            {decision.userId !== decision.decidedBy && ` (${m.change_for({ name: decision.name })})`}
          </p>
          {decision.reason && <p className="wrap-anywhere whitespace-pre-line">{decision.reason}</p>}
        </div>
      ))}
    </>
  );
}

function DecideForm({ decides }: { decides: NonNullable<ChangePanel["decides"]> }) {
  const id = useId();
  return (
    <ReplyForm
      which={{ position: String(decides.position) }}
      className="mt-4 grid gap-3 border-t border-line pt-4"
    >
      {decides.for !== null && (
        <p className="text-sm text-muted">{m.change_decide_for({ name: decides.for })}</p>
      )}
      {!decides.mayApprove && <p>{m.change_decide_over_budget()}</p>}
      <TextArea
        field={{ id: `${id}-reason`, name: "reason", maxLength: 500 }}
        label={m.change_reason()}
        hint={m.change_reason_hint()}
        rows={2}
      />
      <ButtonRow>
        {decides.mayApprove && (
          <SubmitButton name="intent" value="approve">
            {m.change_approve()}
          </SubmitButton>
        )}
        <SubmitButton name="intent" value="refuse" tone="danger">
          {m.change_refuse()}
        </SubmitButton>
      </ButtonRow>
    </ReplyForm>
  );
}

/** What a requester can still do: take it back, ask it again, ask to undo it. */
export function ChangeSteps({
  change,
  request: { id, state },
  formKey,
}: {
  change: ChangePanel;
  request: { id: string; state: RequestState };
  /** The id of the request that undoing it would be. */
  formKey: string;
}) {
  return (
    <>
      {state === "awaiting_approval" && change.isRequester && (
        <ConfirmStep
          label={m.change_withdraw()}
          text={m.change_withdraw_text()}
          button={m.change_withdraw()}
          intent="withdraw"
        />
      )}
      {(state === "refused" || state === "withdrawn") && change.isRequester && change.reversesId === null && (
        <p>
          <Link className="link" to={`/requests/new/${change.itemId}?again=${id}`}>
            {m.change_ask_again()}
          </Link>
        </p>
      )}
      {state === "done" && change.mayUndo && (
        <Form method="post">
          <input type="hidden" name="id" value={formKey} />
          <SubmitButton name="intent" value="undo" tone="secondary">
            {m.change_undo()}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
