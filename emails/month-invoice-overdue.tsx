import { z } from "zod";

import { monthWord } from "#app/billing/words.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  url: z.url(),
  invoiceNumber: z.string().nullable(),
  month: z.string(),
  currency: z.string(),
  openMinor: z.int(),
  dueOn: z.iso.date(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ month, invoiceNumber }: Props): string {
  return m.monthly_letter_overdue_subject({ month: monthWord(month), number: invoiceNumber ?? "" });
}

/** To those who buy: the month's invoice was not paid in time, so much of it is open, this is the way on. */
export default function MonthInvoiceOverdue({
  name,
  mspName,
  url,
  month,
  currency,
  openMinor,
  dueOn,
}: Props) {
  const text = m.monthly_letter_overdue_text({
    name,
    month: monthWord(month),
    amount: formatMoney(openMinor, currency),
    due: formatDay(day(dueOn)),
  });
  return (
    <LetterLayout
      preview={text}
      heading={m.monthly_letter_overdue_heading()}
      mspName={mspName}
      foot={m.monthly_letter_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.monthly_letter_button()}</LetterButton>
    </LetterLayout>
  );
}

MonthInvoiceOverdue.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  url: "https://portal.example/invoices/1",
  invoiceNumber: "TEG-0042",
  month: "2026-10",
  currency: "EUR",
  openMinor: 139_150,
  dueOn: "2026-11-15",
} satisfies Props;
