import { z } from "zod";

import { formatDay, formatMoney } from "#app/platform/format.ts";
import { day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { LetterTransfer } from "#emails/letter-transfer.tsx";
import { exampleOrder, exampleTransfer, orderLetter, transferFacts } from "#emails/order-facts.ts";

export const props = orderLetter.extend({
  payUrl: z.url(),
  transfer: transferFacts,
  openMinor: z.int(),
  dueOn: z.string().transform(day),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order, openMinor }: Props): string {
  return m.topup_letter_overdue_subject({ amount: formatMoney(openMinor, order.currency) });
}

/** To those who buy: the invoice for a top-up is overdue, so nothing is topped up; how that goes on. */
export default function TopupOverdue(letter: Props) {
  const { name, mspName, url, payUrl, order, openMinor, dueOn } = letter;
  const text = m.topup_letter_overdue_text({
    name,
    amount: formatMoney(openMinor, order.currency),
    due: formatDay(dueOn),
  });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{m.topup_letter_overdue_next({ msp: mspName })}</LetterText>
      <LetterTransfer transfer={letter.transfer} currency={order.currency} />
      <LetterButton href={payUrl}>{m.topup_letter_pay()}</LetterButton>
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

TopupOverdue.PreviewProps = {
  ...exampleOrder,
  payUrl: "https://portal.example/i/1",
  transfer: exampleTransfer,
  openMinor: 114_950,
  dueOn: day("2026-12-06"),
} satisfies Props;
