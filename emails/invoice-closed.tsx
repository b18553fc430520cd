import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter } from "#emails/order-facts.ts";

export const props = orderLetter.extend({ onTrust: z.boolean() });
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order }: Props): string {
  return m.refund_letter_void_subject({ number: order.number });
}

/** To the buyer: the invoice need not be paid any more, and what that does to hours that were there already. */
export default function InvoiceClosed({ name, mspName, url, order, onTrust }: Props) {
  const text = m.refund_letter_void_text({ name, amount: formatMoney(order.grossMinor, order.currency) });
  return (
    <LetterLayout preview={text} heading={m.refund_letter_void_heading()} mspName={mspName} foot={m.billing_letter_foot({ number: order.number, msp: mspName })}>
      <LetterText>{text}</LetterText>
      {onTrust && <LetterText>{m.refund_letter_void_trust()}</LetterText>}
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

InvoiceClosed.PreviewProps = { ...exampleOrder, onTrust: true } satisfies Props;
