import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  number: z.int(),
  title: z.string(),
  clientName: z.string(),
  /** Null: the MSP's mailbox, which has no name. */
  name: z.string().nullable(),
  kind: z.enum(["response", "resolution"]),
  /** By when, in words, by the MSP's clock. */
  due: z.string(),
  mspName: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title }: Props): string {
  return m.queue_letter_warning_subject({ number, title });
}

/** To who works on it: a promised time is nearly used up. */
export default function SlaWarning(warning: Props) {
  return (
    <LetterLayout
      preview={warning.title}
      heading={m.queue_letter_warning_heading()}
      mspName={warning.mspName}
      foot={m.queue_letter_foot_staff()}
    >
      {warning.name !== null && <LetterText>{m.identity_letter_greeting({ name: warning.name })}</LetterText>}
      <LetterText>
        {warning.kind === "response"
          ? m.queue_letter_warning_response({ client: warning.clientName, due: warning.due })
          : m.queue_letter_warning_resolution({ client: warning.clientName, due: warning.due })}
      </LetterText>
      <LetterButton href={warning.url}>{m.queue_letter_comment_button()}</LetterButton>
    </LetterLayout>
  );
}

SlaWarning.PreviewProps = {
  number: 1042,
  title: "Outlook op de nieuwe kassa",
  clientName: "Bakkerij Jansen",
  name: "Daan Visser",
  kind: "response",
  due: "30 nov 2026, 14:05",
  mspName: "Helder IT",
  url: "https://portal.example/staff/requests/1",
} satisfies Props;
