import { z } from "zod";

import { methodName, monthOf } from "#app/billing/topup/words.ts";
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
  month: z.int(),
  year: z.int(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_expiring_subject({ method: methodName(letter) });
}

/** To those who buy: the saved card runs out within 30 days. */
export default function MethodExpiring(letter: Props) {
  const { name, mspName, url } = letter;
  const text = m.topup_letter_expiring_text({ name, month: monthOf(letter) });
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

MethodExpiring.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  url: "https://portal.example/top-up",
  type: "card",
  last4: "2202",
  month: 12,
  year: 2026,
} satisfies Props;
