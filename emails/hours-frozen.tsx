import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  /** Null: what doesn't add up belongs to no client, and nothing is locked. */
  clientName: z.string().nullable(),
  /** What doesn't add up, the first of it, in the ledger's own terms. */
  reason: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ clientName }: Props): string {
  return clientName === null
    ? m.manage_letter_frozen_tables_subject()
    : m.manage_letter_frozen_subject({ client: clientName });
}

/** To the MSP's owner, at once: books that contradict themselves, what that stops, and what to do. */
export default function HoursFrozen(letter: Props) {
  const { name, mspName, clientName, reason, url } = letter;
  const text =
    clientName === null
      ? m.manage_letter_frozen_tables_text({ name })
      : m.manage_letter_frozen_text({ name, client: clientName });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.manage_letter_frozen_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{m.manage_letter_frozen_next()}</LetterText>
      <LetterText>{reason}</LetterText>
      <LetterButton href={url}>
        {clientName === null ? m.manage_letter_frozen_tasks() : m.manage_letter_frozen_button()}
      </LetterButton>
    </LetterLayout>
  );
}

HoursFrozen.PreviewProps = {
  name: "Noor",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  reason: "I5 lot 3: 60 minutes, 59 accounted for",
  url: "https://portal.example/staff/clients/1",
} satisfies Props;
