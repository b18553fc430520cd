import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  by: z.string(),
  kind: z.enum(["said", "accepted", "upheld"]),
  words: z.string(),
  title: z.string(),
  workedOn: z.string(),
  minutes: z.int(),
  remaining: z.int().nullable(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ kind, title }: Props): string {
  const words = {
    said: m.query_letter_said_subject,
    accepted: m.query_letter_accepted_subject,
    upheld: m.query_letter_upheld_subject,
  };
  return words[kind]({ title });
}

function meaning({ kind, by, minutes, remaining }: Props): string {
  if (kind === "said") return m.query_letter_said({ name: by });
  if (kind === "upheld") return m.query_letter_upheld({ name: by });
  return remaining
    ? m.query_letter_accepted_part({ minutes: formatMinutes(minutes), remaining: formatMinutes(remaining) })
    : m.query_letter_accepted_all({ minutes: formatMinutes(minutes) });
}

/** To who asked: what staff say about the work, and how it ended. */
export default function QueryForClient(step: Props) {
  return (
    <LetterLayout preview={step.words} heading={subject(step)} mspName={step.mspName}>
      <LetterText>{m.query_letter_hello({ name: step.name })}</LetterText>
      <LetterText>{meaning(step)}</LetterText>
      <LetterQuote>{step.words}</LetterQuote>
      <LetterFacts
        rows={[
          { term: m.query_letter_work(), value: step.title },
          { term: m.query_letter_day(), value: formatDay(day(step.workedOn)) },
        ]}
      />
      <LetterButton href={step.url}>{m.query_letter_client_button()}</LetterButton>
    </LetterLayout>
  );
}

QueryForClient.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  by: "Daan Visser",
  kind: "accepted",
  words: "Klopt, dat was een andere klant.",
  title: "Outlook op de nieuwe kassa",
  workedOn: "2026-11-18",
  minutes: 60,
  remaining: 20,
  url: "https://portal.example/hours/1",
} satisfies Props;
