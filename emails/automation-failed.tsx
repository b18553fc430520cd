import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  clientName: z.string(),
  /** The line of the checklist that was called, in the reader's language. */
  line: z.string(),
  why: z.enum(["failed", "no-answer"]),
  /** Whether the reader works on the request; otherwise nobody does. */
  held: z.boolean(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.automation_letter_subject({ number, title });
}

/** To who works on it, or the MSP's owners: automation did not do a line, so a person has to. */
export default function AutomationFailed(call: Props) {
  return (
    <LetterLayout
      preview={call.line}
      heading={m.automation_letter_heading()}
      mspName={call.mspName}
      foot={m.automation_letter_foot()}
    >
      <LetterText>{m.identity_letter_greeting({ name: call.name })}</LetterText>
      <LetterText>
        {call.why === "failed"
          ? m.automation_letter_failed({ client: call.clientName, number: call.number })
          : m.automation_letter_no_answer({ client: call.clientName, number: call.number })}
      </LetterText>
      <LetterQuote>{call.line}</LetterQuote>
      <LetterText>{call.held ? m.automation_letter_next() : m.automation_letter_next_nobody()}</LetterText>
      <LetterButton href={call.url}>{m.queue_letter_comment_button()}</LetterButton>
    </LetterLayout>
  );
}

AutomationFailed.PreviewProps = {
  name: "Daan Visser",
  number: 1042,
  title: "Gedeeld postvak: Inkoop",
  clientName: "Bakkerij Jansen",
  line: "Postvak maken",
  why: "failed",
  held: true,
  mspName: "Helder IT",
  url: "https://portal.example/staff/requests/1",
} satisfies Props;
