import { z } from "zod";

import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  entries: z.int(),
  minutes: z.int(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ entries }: Props): string {
  return m.approval_letter_waiting_subject({ count: entries });
}

/** To who is asked, once a day: how much waits. */
export default function ApprovalWaiting(waiting: Props) {
  const text = m.approval_letter_waiting_text({ minutes: formatMinutes(waiting.minutes) });
  return (
    <LetterLayout
      preview={text}
      heading={subject(waiting)}
      mspName={waiting.mspName}
      foot={m.approval_letter_waiting_foot()}
    >
      <LetterText>{m.query_letter_hello({ name: waiting.name })}</LetterText>
      <LetterText>{text}</LetterText>
      <LetterButton href={waiting.url}>{m.approval_letter_waiting_button()}</LetterButton>
    </LetterLayout>
  );
}

ApprovalWaiting.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  entries: 3,
  minutes: 95,
  url: "https://portal.example/approvals",
} satisfies Props;
