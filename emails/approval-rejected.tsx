import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  by: z.string(),
  words: z.string(),
  title: z.string(),
  clientName: z.string(),
  workedOn: z.string(),
  minutes: z.int(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ title }: Props): string {
  return m.approval_letter_rejected_subject({ title });
}

/** To the engineer: a piece of work came back, with the words. */
export default function ApprovalRejected(entry: Props) {
  return (
    <LetterLayout preview={entry.words} heading={subject(entry)} mspName={entry.mspName}>
      <LetterText>{m.query_letter_hello({ name: entry.name })}</LetterText>
      <LetterText>{m.approval_letter_rejected_text({ name: entry.by, client: entry.clientName })}</LetterText>
      <LetterQuote>{entry.words}</LetterQuote>
      <LetterFacts
        rows={[
          { term: m.query_letter_work(), value: entry.title },
          { term: m.query_letter_day(), value: formatDay(day(entry.workedOn)) },
          { term: m.query_letter_minutes(), value: formatMinutes(entry.minutes) },
        ]}
      />
      <LetterButton href={entry.url}>{m.approval_letter_rejected_button()}</LetterButton>
    </LetterLayout>
  );
}

ApprovalRejected.PreviewProps = {
  name: "Daan Visser",
  mspName: "Helder IT",
  by: "Anna Goed",
  words: "Dit was garantie.",
  title: "Outlook op de nieuwe kassa",
  clientName: "Bakkerij Jansen",
  workedOn: "2026-11-18",
  minutes: 60,
  url: "https://portal.example/staff/time/1",
} satisfies Props;
