import { useGroupNames } from "#app/desk/components/group-name.ts";
import { quoteItems } from "#app/desk/components/change-preview.tsx";
import type { ChangePanel } from "#app/desk/change-panel.server.ts";
import type { Proof } from "#app/desk/store/change-store.server.ts";
import { isDay } from "#app/platform/day.ts";
import { formatDay, formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

interface ChangeAnswersProps {
  change: ChangePanel;
  base: "/requests" | "/staff/requests";
  zone: ZoneText;
}

/** What was asked, question by question, with what it costs; of a request that is asked again, what is other than before. */
export function ChangeAnswers({ change, base, zone }: ChangeAnswersProps) {
  const { msp } = useGroupNames();
  return (
    <Card title={m.desk_request_asked()} titleId="asked">
      <div className="grid gap-5">
        <DefinitionList
          items={change.shown.map(({ key, label, text }) => ({
            term: label,
            value: (
              <Answer
                text={text}
                before={key in change.earlier ? (change.earlier[key] ?? null) : undefined}
              />
            ),
          }))}
        />
        <DefinitionList
          items={[
            ...quoteItems(change.quote),
            ...(change.effectAt
              ? [{ term: m.change_effect_at(), value: formatInstant(change.effectAt, zone) }]
              : []),
            ...(change.askedBy
              ? [
                  {
                    term: m.change_written_down_by(),
                    value: m.change_written_down({ name: change.askedBy }),
                  },
                ]
              : []),
            ...(change.proof
              ? [
                  {
                    term: m.change_proof_of(),
                    value: proofWords(change.proof, change, msp),
                  },
                ]
              : []),
          ]}
        />
        {change.earlierId && (
          <TextLink to={`${base}/${change.earlierId}`}>{m.change_earlier_link()}</TextLink>
        )}
        {change.reversesId && (
          <TextLink to={`${base}/${change.reversesId}`}>{m.change_reverses_link()}</TextLink>
        )}
        {change.reversedBy && (
          <TextLink to={`${base}/${change.reversedBy}`}>{m.change_reversed_link()}</TextLink>
        )}
      </div>
    </Card>
  );
}

/** How it was made sure who asks; where nobody at the client could, the MSP did. */
function proofWords(
  proof: Proof,
  { steps, proofNote }: Pick<ChangePanel, "steps" | "proofNote">,
  msp: string,
): string {
  if (proof === "code") return m.change_proof_by_code();
  if (proof === "msp") return m.change_proof_checked({ msp, how: proofNote });
  return steps.every(({ group }) => group === "msp")
    ? m.change_proof_by_msp({ msp })
    : m.change_proof_by_colleague();
}

function Answer({ text, before }: { text: string; before: string | null | undefined }) {
  return (
    <span className="wrap-anywhere whitespace-pre-line">
      {shownText(text)}
      {before !== undefined && (
        <span className="block text-sm text-muted">
          {before === null ? m.change_new_answer() : m.change_before({ text: shownText(before) })}
        </span>
      )}
    </span>
  );
}

// Requests of before keep a tick for yes.
function shownText(text: string): string {
  if (text === "✓") return m.change_yes();
  return isDay(text) ? formatDay(text) : text;
}
