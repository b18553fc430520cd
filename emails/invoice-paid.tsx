import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter } from "#emails/order-facts.ts";

export const props = orderLetter.extend({ onTrust: z.boolean() });
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order }: Props): string {
  return m.refund_letter_paid_subject({ number: order.number });
}

/** To the buyer: the money of an invoice came whose hours were there already. */
export default function InvoicePaid({ name, mspName, url, order }: Props) {
  const text = m.refund_letter_paid_text({ name, amount: formatMoney(order.grossMinor, order.currency) });
  return (
    <LetterLayout
      preview={text}
      heading={m.refund_letter_paid_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

InvoicePaid.PreviewProps = { ...exampleOrder, onTrust: true } satisfies Props;
