import { z } from "zod";

import { methodName } from "#app/billing/topup/words.ts";
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
  method: z.object({ type: z.string(), last4: z.string() }).nullable(),
  failure: z.enum(["declined", "no-method", "turned-off", "disputed"]),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ month, invoiceNumber, failure }: Props): string {
  const words = failure === "disputed" ? m.monthly_letter_disputed_subject : m.monthly_letter_failed_subject;
  return words({ month: monthWord(month), number: invoiceNumber ?? "" });
}

/** To those who buy: the month's invoice was not collected, why, how much is open, and until when to pay it. */
export default function MonthCollectFailed(letter: Props) {
  const { name, mspName, url, month, currency, openMinor, dueOn } = letter;
  const text = [
    m.monthly_letter_failed_text({
      name,
      month: monthWord(month),
      amount: formatMoney(openMinor, currency),
      why: whyOf(letter),
    }),
    m.monthly_letter_failed_pay({ due: formatDay(day(dueOn)) }),
  ].join(" ");
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.monthly_letter_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.monthly_letter_button()}</LetterButton>
    </LetterLayout>
  );
}

function whyOf({ failure, method }: Props): string {
  if (failure === "turned-off") return m.monthly_not_collected_off();
  if (failure === "disputed") return m.monthly_not_collected_disputed();
  if (failure === "no-method" || !method) return m.monthly_not_collected_no_method();
  return m.monthly_not_collected_declined({ method: methodName(method) });
}

MonthCollectFailed.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  url: "https://portal.example/invoices/1",
  invoiceNumber: "TEG-0042",
  month: "2026-10",
  currency: "EUR",
  openMinor: 139_150,
  dueOn: "2026-11-29",
  method: { type: "sepa_debit", last4: "4300" },
  failure: "declined",
} satisfies Props;
