import { z } from "zod";

import { methodName } from "#app/billing/topup/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterLayout, LetterQuote, LetterSmall, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  url: z.url(),
  type: z.string(),
  last4: z.string(),
  mandateVersion: z.string(),
  mandateText: z.string(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_saved_subject({ method: methodName(letter) });
}

/** To the person who saved it: the mandate, word for word. */
export default function MethodSaved(letter: Props) {
  const { name, mspName, url } = letter;
  const text = m.topup_letter_saved_text({ name });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterQuote>{letter.mandateText}</LetterQuote>
      <LetterSmall>{m.topup_mandate_version({ version: letter.mandateVersion })}</LetterSmall>
      <LetterButton href={url}>{m.topup_letter_method_button()}</LetterButton>
    </LetterLayout>
  );
}

MethodSaved.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  url: "https://portal.example/top-up",
  type: "sepa_debit",
  last4: "2202",
  mandateVersion: "mandate v1",
  mandateText: "You authorise Helder IT to charge this account.",
} satisfies Props;
