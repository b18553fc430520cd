import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({ mspName: z.string() });
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ mspName }: Props): string {
  return m.conn_letter_subject({ msp: mspName });
}

/** To who tests the connection to the mail server: it works. */
export default function TestLetter({ mspName }: Props) {
  return (
    <LetterLayout
      preview={m.conn_letter_text()}
      heading={m.conn_letter_heading()}
      mspName={mspName}
      foot={m.conn_letter_foot()}
    >
      <LetterText>{m.conn_letter_text()}</LetterText>
    </LetterLayout>
  );
}

TestLetter.PreviewProps = { mspName: "Helder IT" } satisfies Props;
