import { z } from "zod";

import { monthWord } from "#app/billing/words.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  url: z.url(),
  number: z.string().nullable(),
  month: z.string(),
  currency: z.string(),
  grossMinor: z.int(),
  reason: z.string(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ month, number }: Props): string {
  return m.monthly_letter_credit_subject({ month: monthWord(month), number: number ?? "" });
}

/** To those who buy: so much of a month's invoice was credited, VAT included, and why. */
export default function MonthCreditNote(letter: Props) {
  const { name, mspName, url, month, currency, grossMinor, reason } = letter;
  const amount = formatMoney(grossMinor, currency);
  const text = m.monthly_letter_credit_text({ name, month: monthWord(month), amount });
  return (
    <LetterLayout
      preview={text}
      heading={m.monthly_letter_credit_heading()}
      mspName={mspName}
      foot={m.monthly_letter_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{m.monthly_letter_credit_reason({ reason })}</LetterText>
      <LetterButton href={url}>{m.monthly_letter_button()}</LetterButton>
    </LetterLayout>
  );
}

MonthCreditNote.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  url: "https://portal.example/invoices/1",
  number: "TEG-0042-CN-01",
  month: "2026-10",
  currency: "EUR",
  grossMinor: 4033,
  reason: "Bram was al uit dienst",
} satisfies Props;
