import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";
import { formatMinutes } from "#app/platform/format.ts";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  number: z.int(),
  minutes: z.int(),
  /** Who was asked to sign. */
  signer: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ minutes }: Props): string {
  return m.billing_letter_unsigned_subject({ hours: formatMinutes(minutes) });
}

/** To the others who may buy: hours are paid for, and join the balance once somebody of theirs has signed the terms. */
export default function HoursUnsigned(letter: Props) {
  const { name, mspName, number, minutes, signer, url } = letter;
  const text = m.billing_letter_unsigned_text({ name, hours: formatMinutes(minutes), signer });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.billing_letter_foot({ number, msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.billing_letter_see_order()}</LetterButton>
    </LetterLayout>
  );
}

HoursUnsigned.PreviewProps = {
  name: "Bram Jansen",
  mspName: "Helder IT",
  number: 42,
  minutes: 600,
  signer: "Petra Jansen",
  url: "https://portal.example/orders/1",
} satisfies Props;
