import { z } from "zod";

import { formatDay, formatMoney } from "#app/platform/format.ts";
import { day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { LetterTransfer } from "#emails/letter-transfer.tsx";
import { exampleOrder, exampleTransfer, orderLetter, orderRows, transferFacts } from "#emails/order-facts.ts";

export const props = orderLetter.extend({
  payUrl: z.url(),
  transfer: transferFacts,
  dueOn: z.string().transform(day).nullable(),
  onTrust: z.boolean().default(false),
});
type Props = z.infer<typeof props>;

const hoursOf = ({ order }: Props): string => m.billing_hours({ hours: order.minutes / 60 });

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_invoice_subject({ hours: hoursOf(letter) });
}

/** To those who buy: the invoice for the next block, as they asked for. */
export default function TopupInvoice(letter: Props) {
  const { name, mspName, payUrl, order } = letter;
  const text = (letter.onTrust ? m.topup_letter_invoice_trust_text : m.topup_letter_invoice_text)({
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
      <LetterFacts
        rows={[
          ...orderRows(order),
          ...(letter.dueOn ? [{ term: m.topup_letter_invoice_due(), value: formatDay(letter.dueOn) }] : []),
        ]}
      />
      <LetterTransfer transfer={letter.transfer} currency={order.currency} />
      <LetterButton href={payUrl}>{m.topup_letter_pay()}</LetterButton>
    </LetterLayout>
  );
}

TopupInvoice.PreviewProps = {
  ...exampleOrder,
  payUrl: "https://portal.example/i/1",
  transfer: exampleTransfer,
  dueOn: day("2026-12-06"),
  onTrust: false,
} satisfies Props;
