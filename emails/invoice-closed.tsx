import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter } from "#emails/order-facts.ts";

export const props = orderLetter.extend({ onTrust: z.boolean(), neverMade: z.boolean().default(false) });
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ order, neverMade }: Props): string {
  return neverMade
    ? m.refund_letter_unmade_subject({ number: order.number })
    : m.refund_letter_void_subject({ number: order.number });
}

/** To the buyer: the invoice need not be paid any more, and what that does to hours that were there already; or that it could never be made. */
export default function InvoiceClosed({ name, mspName, url, order, onTrust, neverMade }: Props) {
  const text = neverMade
    ? m.refund_letter_unmade_text({ name, msp: mspName })
    : m.refund_letter_void_text({ name, amount: formatMoney(order.grossMinor, order.currency) });
  return (
    <LetterLayout
      preview={text}
      heading={neverMade ? m.refund_never_invoiced_title() : m.refund_letter_void_heading()}
      mspName={mspName}
      foot={m.billing_letter_foot({ number: order.number, msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      {onTrust && !neverMade && <LetterText>{m.refund_letter_void_trust()}</LetterText>}
      <LetterButton href={url}>{m.refund_letter_order_button()}</LetterButton>
    </LetterLayout>
  );
}

InvoiceClosed.PreviewProps = { ...exampleOrder, onTrust: true, neverMade: false } satisfies Props;
