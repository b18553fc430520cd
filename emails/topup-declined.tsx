import { z } from "zod";

import { formatDay, formatMoney } from "#app/platform/format.ts";
import { day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter.extend({ payUrl: z.url(), againOn: z.string().transform(day) });
type Props = z.infer<typeof props>;

const hoursOf = ({ order }: Props): string => m.billing_hours({ hours: order.minutes / 60 });

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_declined_subject({ hours: hoursOf(letter) });
}

/** To those who buy, at the first decline: nothing was charged, when it is tried again, and where to pay it at once. */
export default function TopupDeclined(letter: Props) {
  const { name, mspName, payUrl, order } = letter;
  const text = m.topup_letter_declined_text({
    name,
    hours: hoursOf(letter),
    amount: formatMoney(order.grossMinor, order.currency),
  });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{m.topup_letter_declined_next({ day: formatDay(letter.againOn) })}</LetterText>
      <LetterFacts rows={orderRows(order)} />
      <LetterButton href={payUrl}>{m.topup_letter_pay()}</LetterButton>
    </LetterLayout>
  );
}

TopupDeclined.PreviewProps = {
  ...exampleOrder,
  payUrl: "https://portal.example/i/1",
  againOn: day("2026-11-23"),
} satisfies Props;
