import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import {
  LetterButton,
  LetterFacts,
  LetterLayout,
  LetterQuote,
  LetterSmall,
  LetterText,
} from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  by: z.string(),
  kind: z.enum(["asked", "said", "withdrawn"]),
  words: z.string(),
  title: z.string(),
  clientName: z.string(),
  workedOn: z.string(),
  minutes: z.int(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

const said = { asked: m.query_letter_asked, said: m.query_letter_said, withdrawn: m.query_letter_withdrawn };

/** What the mailbox shows. */
export function subject({ kind, clientName, title }: Props): string {
  if (kind === "asked") return m.query_letter_asked_subject({ client: clientName, title });
  return kind === "said"
    ? m.query_letter_said_subject({ title })
    : m.query_letter_withdrawn_subject({ title });
}

/** To the MSP and the engineer: what the client asks about a piece of work, adds, or takes back. */
export default function QueryForStaff(step: Props) {
  return (
    <LetterLayout preview={step.words} heading={subject(step)} mspName={step.mspName}>
      <LetterText>{said[step.kind]({ name: step.by, client: step.clientName })}</LetterText>
      <LetterQuote>{step.words}</LetterQuote>
      <LetterFacts
        rows={[
          { term: m.query_letter_work(), value: step.title },
          { term: m.query_letter_day(), value: formatDay(day(step.workedOn)) },
          { term: m.query_letter_minutes(), value: formatMinutes(step.minutes) },
        ]}
      />
      {step.kind === "asked" && <LetterSmall>{m.query_letter_staff_next()}</LetterSmall>}
      <LetterButton href={step.url}>{m.query_letter_staff_button()}</LetterButton>
    </LetterLayout>
  );
}

QueryForStaff.PreviewProps = {
  name: "Daan Visser",
  mspName: "Helder IT",
  by: "Petra Jansen",
  kind: "asked",
  words: "Ik was die dag vrij.",
  title: "Outlook op de nieuwe kassa",
  clientName: "Bakkerij Jansen",
  workedOn: "2026-11-18",
  minutes: 60,
  url: "https://portal.example/staff/queries/1",
} satisfies Props;
