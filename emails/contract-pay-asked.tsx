import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  contract: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ contract }: Props): string {
  return m.billing_letter_mandate_subject({ contract });
}

/** To those who buy: the MSP asks to collect a contract's invoices, and a payment method is still to be saved. */
export default function ContractPayAsked(letter: Props) {
  const { name, mspName, contract, url } = letter;
  const text = m.billing_letter_mandate_text({ name, msp: mspName, contract });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.monthly_letter_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.topup_method_save()}</LetterButton>
    </LetterLayout>
  );
}

ContractPayAsked.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  contract: "Werkplekbeheer",
  url: "https://portal.example/top-up/method?for=contract",
} satisfies Props;
