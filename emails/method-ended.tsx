import { z } from "zod";

import { methodName } from "#app/billing/topup/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  url: z.url(),
  type: z.string(),
  last4: z.string(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_ended_subject({ method: methodName(letter) });
}

/** To those who buy: what was saved was withdrawn, nothing more is charged to it. */
export default function MethodEnded(letter: Props) {
  const { name, mspName, url } = letter;
  const text = m.topup_letter_ended_text({ name });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.topup_letter_method_button()}</LetterButton>
    </LetterLayout>
  );
}

MethodEnded.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  url: "https://portal.example/top-up",
  type: "sepa_debit",
  last4: "2202",
} satisfies Props;
